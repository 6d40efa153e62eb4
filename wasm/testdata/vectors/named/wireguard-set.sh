wg set wg0 private-key /etc/wireguard/key peer AEoYQnC5Xll2+SDle86D2bANNuYhfoqA3WBVnpyjtmg= allowed-ips 10.0.0.2/32

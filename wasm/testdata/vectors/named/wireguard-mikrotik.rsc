/interface wireguard
add listen-port=13231 mtu=1420 name=wireguard1 private-key="cF6lpVYBxBd7/n7xsLlemPH3ctst4POjyoVXgGiY5mY="
/interface wireguard peers
add allowed-address=10.0.0.0/24 interface=wireguard1 preshared-key=\
    "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=" public-key=\
    "AEoYQnC5Xll2+SDle86D2bANNuYhfoqA3WBVnpyjtmg="

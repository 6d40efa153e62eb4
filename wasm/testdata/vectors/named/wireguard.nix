{
  networking.wireguard.interfaces.wg0 = {
    privateKey = "cF6lpVYBxBd7/n7xsLlemPH3ctst4POjyoVXgGiY5mY=";
    peers = [ { publicKey = "AEoYQnC5Xll2+SDle86D2bANNuYhfoqA3WBVnpyjtmg="; presharedKey = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk="; allowedIPs = [ "10.0.0.0/24" ]; } ];
  };
}

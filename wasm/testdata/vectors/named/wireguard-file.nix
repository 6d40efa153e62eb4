networking.wireguard.interfaces.wg0 = {
  privateKeyFile = "/run/secrets/wg";
  generatePrivateKeyFile = true;
  peers = [ { publicKey = "AEoYQnC5Xll2+SDle86D2bANNuYhfoqA3WBVnpyjtmg="; } ];
};

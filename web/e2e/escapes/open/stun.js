// WebRTC asks a server, over UDP, under which address it sees this machine.
//! udp
async (url, tcp, udp) => {
  const c = new RTCPeerConnection({iceServers: [{urls: 'stun:' + udp}]});
  c.createDataChannel('x');
  await c.setLocalDescription(await c.createOffer());
}

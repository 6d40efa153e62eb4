// WebRTC asks a server, over TCP, to pass on what it sends.
//! connects
async (url, tcp, udp) => {
  const c = new RTCPeerConnection({iceServers: [{urls: 'turn:' + tcp + '?transport=tcp', username: 'leak', credential: 'leak'}]});
  c.createDataChannel('x');
  await c.setLocalDescription(await c.createOffer());
}

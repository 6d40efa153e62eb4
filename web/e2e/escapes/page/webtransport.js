// HTTP/3 over UDP.
//! udp
(url, tcp, udp) => { new WebTransport('https://' + udp + '/webtransport'); }

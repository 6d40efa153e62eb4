// A stream of events.
(url) => { new EventSource(url); }

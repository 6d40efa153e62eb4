// Package plain makes plain text of what screens, chats, word processors, web
// pages and source code made of it: it takes off what stands around the lines of a
// key alike, undoes escapes and encodings, and knows characters. It knows nothing
// of keys: whether what it gives is one, others find out.
package plain

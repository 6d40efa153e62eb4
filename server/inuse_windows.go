package main

import "syscall"

// addressInUse is WSAEADDRINUSE: syscall.EADDRINUSE is a number that Go made up for Windows,
// and no call gives it.
const addressInUse = syscall.Errno(10048)

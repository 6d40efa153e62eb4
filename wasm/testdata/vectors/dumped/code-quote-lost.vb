Const Key = "-----BEGIN PRIVATE KEY-----" & vbCrLf & _
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K" & vbCrLf & _
    "fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p" & vbCrLf & _
    "aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0 & vbCrLf & _
    "-----END PRIVATE KEY-----"

k = "-----BEGIN PRIVATE KEY-----" & vbNewLine
k = k & "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K" & vbNewLine
k = k & "fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p" & vbNewLine
k = k & "aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0" & vbNewLine
k = k & "-----END PRIVATE KEY-----"

var key = "-----BEGIN PRIVATE KEY-----" + Environment.NewLine +
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K" + Environment.NewLine +
    "fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p" + Environment.NewLine +
    "aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0" + Environment.NewLine +
    "-----END PRIVATE KEY-----";

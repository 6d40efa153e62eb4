String key = "-----BEGIN PRIVATE KEY-----" + System.lineSeparator() +
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K" + System.lineSeparator() +
    "fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p" + System.lineSeparator() +
    "aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0" + System.lineSeparator() +
    "-----END PRIVATE KEY-----";

key.append("-----BEGIN PRIVATE KEY-----").append("\n");
key.append("MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K").append("\n");
key.append("fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p").append("\n");
key.append("aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0").append("\n");
key.append("-----END PRIVATE KEY-----").append("\n");

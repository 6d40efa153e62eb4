select '-----BEGIN PRIVATE KEY-----' || chr(10) ||
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K' || chr(10) ||
    'fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p' || chr(10) ||
    'aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0' || chr(10) ||
    '-----END PRIVATE KEY-----' from dual;

echo "-----BEGIN PRIVATE KEY-----" > key.pem
echo "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLl44QfjedbfO0Z7K" >> key.pem
echo "fFJxffqP/VhJSpj4SLJRrZgsqN2hRANCAATIJu9DdYY+rI96w8PQRz093r9s2p1p" >> key.pem
echo "aA0oSKx5wXWZY9ZfknTZFwGQNIwM5qudcZmBAMRUo4cSZnGSn8m4D6b0" >> key.pem
echo "-----END PRIVATE KEY-----" >> key.pem

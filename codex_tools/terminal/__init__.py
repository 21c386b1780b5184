"""What all commands share: flags → settings, text → the streams, a failure → words and a status."""

jwk.put("kty", "RSA");
jwk.put("kid", "a-1");
jwk.put("use", "sig");
jwk.put("n", "0ny9DfzZGEy589nf8poR490vJNpNdTMvOB8h6Oh-"mtBR-xuuEq6RWY6wvBiijRc0e_b-xohMuULtrx9AqF1-lHS0GgqCDkEL_WKreh1nhLQciCaKD_9a4mARs5LPnDgte09ZxIxtPXUL7ha7TjlEI5Y3GKmBhgjFaFEizwibxgDYRcvbetjAhX8B76tkj6Rqcal6rL_d0wzAyD1nB1fRhZIxc06i41yuXJHTT-Oib4dDHQASLBFTySIQ6uZwTjpqN5DZM4OXsSvMKLD2fFAjt3a09KrJboy9ZKGsrqXRwFYCWxlPuhZ3Iq7DcUm6kbxQqDZScKD26ldPIYrkBmJ_4w");
jwk.put("e", "AQAB");
package der

import (
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

func sec1(der []byte) (*key.Key, error) { return ParseSEC1(der, "") }

// certificate has a note where a part of the certificate could not be read.
func certificate(der []byte) (*key.Key, error) {
	c, k, err := ParseCertificate(der)
	if err == nil && c.Odd {
		k.Notes = append(k.Notes, key.Warning{Code: "odd"})
	}
	return k, err
}

// TestDamages loses, changes and adds each element of each structure. None may be
// missing, of another kind or too many but where a standard or OpenSSL has it so.
func TestDamages(t *testing.T) {
	for name, c := range map[string]struct {
		read     func(der []byte) (*key.Key, error)
		outcomes map[string][]string
	}{
		"pem/rsa-spki.pem": {ParseSPKI, map[string][]string{
			"same algorithm_parameters_odd": {"0.0 and more", "0.0.1 lost", "0.0.1 of another kind"},
			"same trailing_inside":          {"0.1 and more"},
		}},
		"pem/p256-spki.pem": {ParseSPKI, map[string][]string{
			"unsupported_algorithm": {"0.0.0 lost"},
			"unsupported_curve":     {"0.0.1 lost"},
		}},
		"pem/ed25519-spki.pem": {ParseSPKI, map[string][]string{
			"same algorithm_parameters_odd": {"0.0 and more"},
		}},
		"pem/p256-explicit-spki.pem": {ParseSPKI, map[string][]string{
			"same":              {"0.0.1.2.2 lost", "0.0.1.5 lost"},
			"unsupported_curve": {"0.0.1 lost", "0.0.1.4 lost"},
		}},
		"pem/pss-sha256-spki.pem": {ParseSPKI, map[string][]string{
			"same":                       {"0.0.1.0.0 and more", "0.0.1.0.0.1 lost", "0.0.1.0.0.1 of another kind", "0.0.1.1.0 and more", "0.0.1.1.0.1 and more", "0.0.1.1.0.1.1 lost", "0.0.1.1.0.1.1 of another kind", "0.0.1.2 lost"},
			"same algs":                  {"0.0.1 lost"},
			"same algs rsa_no_algorithm": {"0.0.1.0 lost", "0.0.1.1 lost", "0.0.1.1.0.1 lost", "0.0.1.1.0.1 of another kind", "0.0.1.1.0.1.0 lost", "0.0.1.1.0.1.0 of another kind"},
			"same trailing_inside":       {"0.1 and more"},
		}},
		"pem/rsa-pkcs8.pem": {ParsePKCS8, map[string][]string{
			"same algorithm_parameters_odd": {"0.1 and more", "0.1.1 lost", "0.1.1 of another kind"},
			"same trailing_inside":          {"0.2 and more"},
		}},
		"pem/p256-pkcs8.pem": {ParsePKCS8, map[string][]string{
			"same":                      {"0.2.0.2 lost"},
			"same public_half_left_out": {"0.2.0.2.0 lost", "0.2.0.2.0 of another kind"},
			"same public_half_odd":      {"0.2.0.2 and more"},
			"same trailing_inside":      {"0.2 and more"},
			"unsupported_algorithm":     {"0.1.0 lost"},
		}},
		"pem/ed25519-pkcs8-v2.pem": {ParsePKCS8, map[string][]string{
			"same":                          {"0.3 lost"},
			"same algorithm_parameters_odd": {"0.1 and more"},
			"same trailing_inside":          {"0.2 and more"},
		}},
		"pem/rsa-pkcs1.pem":        {ParsePKCS1Private, nil},
		"pem/rsa-pkcs1-public.pem": {ParsePKCS1Public, nil},
		"pem/rsa-3-primes-pkcs1.pem": {ParsePKCS1Private, map[string][]string{
			"key_mismatch": {"0.9 lost"},
		}},
		"pem/p256-sec1.pem": {sec1, map[string][]string{
			"same":                      {"0.3 lost"},
			"same curve_not_named":      {"0.2 lost"},
			"same public_half_left_out": {"0.3.0 lost", "0.3.0 of another kind"},
			"same public_half_odd":      {"0.3 and more"},
			"unsupported_curve":         {"0.2.0 lost"},
		}},
		"mldsa/44-both.pem": {ParsePKCS8, map[string][]string{
			"same algorithm_parameters_odd": {"0.1 and more"},
			"same trailing_inside":          {"0.2 and more"},
		}},
		"cert/certificate.pem": {certificate, map[string][]string{
			"same odd": {"0 and more", "0.0 and more", "0.0.3.*", "0.0.4.*", "0.0.5.*", "0.0.7.*", "0.1*", "0.2*", "0.0.3 and more", "0.0.4 and more", "0.0.5 and more", "0.0.7 of another kind", "0.0.0 and more", "0.0.0.0 lost", "0.0.0.0 of another kind"},
			// A whole name or extension fewer is still a certificate; the rest nobody looks at.
			"same": {
				"0.0.0 lost", "0.0.2 and more", "0.0.2.0 lost", "0.0.2.0 of another kind",
				"0.0.3.0 lost", "0.0.3.0.0 lost", "0.0.3.0.0.1 of another kind", "0.0.3.1 lost", "0.0.3.1.0 lost", "0.0.3.1.0.1 of another kind",
				"0.0.5.0 lost", "0.0.5.0.0 lost", "0.0.5.0.0.1 of another kind", "0.0.5.1 lost", "0.0.5.1.0 lost", "0.0.5.1.0.1 of another kind",
				"0.0.7 and more", "0.0.7 lost", "0.0.7.0.0 and more", "0.0.7.0.0 lost", "0.0.7.0.0.1 and more", "0.0.7.0.1 and more", "0.0.7.0.1 lost",
				"0.0.7.0.1.1 and more", "0.0.7.0.1.1.0 and more", "0.0.7.0.1.1.0.0 lost", "0.0.7.0.1.1.0.0 of another kind", "0.0.7.0.2 and more",
				"0.0.7.0.2 lost", "0.0.7.0.2.1 lost", "0.0.7.0.2.2 and more", "0.0.7.0.2.2.0 and more", "0.0.7.0.2.2.0.0 lost",
				"0.0.7.0.2.2.0.0 of another kind", "0.1 and more", "0.1.0 lost", "0.1.0 of another kind", "0.2 and more",
			},
			"unsupported_algorithm": {"0.0.6.0.0 lost"},
			"unsupported_curve":     {"0.0.6.0.1 lost"},
		}},
		"cert/request.pem": {ParseCSR, map[string][]string{
			"same":                  {"0 and more", "0.0 and more", "0.0.1 and more", "0.0.1.*", "0.0.3*", "0.1*", "0.2*"},
			"unsupported_algorithm": {"0.0.2.0.0 lost"},
			"unsupported_curve":     {"0.0.2.0.1 lost"},
		}},
	} {
		t.Run(name, func(t *testing.T) { testkit.CheckDamages(t, vectorDER(t, name), c.read, c.outcomes) })
	}
}

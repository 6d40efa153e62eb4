package api

import (
	"slices"
	"strconv"
	"time"

	"jwkmint/wasm/internal/vendors"
)

// vendorReply is a system as the page shows it.
type vendorReply struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Forms      []formReply   `json:"forms"`
	Where      string        `json:"where"`
	Algs       []string      `json:"algs"`
	Encryption []string      `json:"encryption"`
	Set        []wantedReply `json:"set"`
	KeyID      string        `json:"keyId"`
	KIDMode    string        `json:"kidMode"`
	Client     string        `json:"client"`
	Other      string        `json:"other"`
	Optional   bool          `json:"otherOptional"`
	Audience   string        `json:"audience"`
	Choices    []choiceReply `json:"choices"`
	Endpoint   string        `json:"endpoint"`
	Bearer     bool          `json:"bearer"`
	Prints     []string      `json:"thumbprints"`
	Scope      bool          `json:"scope"`
	Lifetime   int           `json:"lifetime"`
	Notes      []string      `json:"notes"`
	Sources    []string      `json:"sources"`
}

type formReply struct {
	Form   string `json:"form"`  // of this protocol
	Label  string `json:"label"` // what is done with it
	Binary bool   `json:"binary"`
}

type wantedReply struct {
	Alg   string `json:"alg"`
	Title string `json:"title"` // as people call the kind: "RSA 4096", "P-384"
	Type  string `json:"type"`
	Size  int    `json:"size"` // of RSA, in bits; else 0
}

type choiceReply struct {
	Name     string `json:"name"`
	Audience string `json:"audience"`
	Endpoint string `json:"endpoint"`
}

// handOver says for each form which output it is, and what to do with it.
var handOver = map[vendors.Form]formReply{
	vendors.JWK:            {"jwk", "Paste the JWK", false},
	vendors.JWKSet:         {"jwks", "Paste or upload the JWK Set", false},
	vendors.JWKSetURL:      {"jwks", "Publish the JWK Set, and give its address", false},
	vendors.SPKI:           {"spki", "Paste or upload the public key as PEM", false},
	vendors.SPKIBase64:     {"spki_base64", "Paste the public key as one line of base64", false},
	vendors.CertificatePEM: {"certificate", "Upload the certificate as PEM", false},
	vendors.CertificateDER: {"certificate", "Upload the certificate (.cer)", true},
}

var audiences = map[vendors.Audience]string{
	vendors.Issuer: "issuer", vendors.Endpoint: "endpoint", vendors.Fixed: "fixed", vendors.NoAudience: "none",
}

// describeVendors lists the systems that keys are registered with.
func describeVendors() []vendorReply {
	list := make([]vendorReply, len(vendors.All))
	for i, v := range vendors.All {
		list[i] = describeVendor(v)
	}
	return list
}

func describeVendor(v *vendors.Vendor) vendorReply {
	r := vendorReply{
		ID: v.ID, Name: v.Name, Where: v.Where, KeyID: v.KeyID,
		Forms: []formReply{}, Choices: []choiceReply{}, Sources: []string{},
		Algs: notNil(v.Algorithms), Encryption: notNil(v.Encryption), Notes: v.Notes,
		Set: []wantedReply{}, Client: v.Claims.ClientName, Other: v.Claims.OtherName,
		Optional: v.Claims.OtherOptional,
		Audience: audiences[v.Claims.Audience], Endpoint: v.Send.Endpoint, Bearer: v.Send.By == vendors.ByBearer,
		Scope:    v.Send.By != vendors.ByBearer && (v.Send.Grant == "" || v.Claims.Scope),
		Lifetime: int(v.Lifetime / time.Second),
	}
	if r.Client == "" {
		r.Client = "Client ID"
	}
	r.Prints = []string{}
	if v.Header.X5T {
		r.Prints = append(r.Prints, "x5t")
	}
	if v.Header.X5TS256 {
		r.Prints = append(r.Prints, "x5tS256")
	}
	if v.Header.TheirKID {
		r.KIDMode = kidText
	}
	for _, f := range v.Forms {
		r.Forms = append(r.Forms, handOver[f])
	}
	for _, k := range v.Keys {
		title := k.Curve
		if title == "" {
			title = k.Type + " " + strconv.Itoa(k.Size)
		}
		r.Set = append(r.Set, wantedReply{k.Alg, title, k.Type, k.Size})
	}
	for _, c := range v.Claims.Choices {
		r.Choices = append(r.Choices, choiceReply(c))
	}
	for _, source := range v.Sources {
		r.Sources = append(r.Sources, source.Page+" ("+source.Date+")")
	}
	return r
}

// vendorOr is v, or the one that stands for all servers of the standard.
func vendorOr(v *vendors.Vendor) *vendors.Vendor {
	if v == nil {
		return vendors.All[slices.IndexFunc(vendors.All, func(v *vendors.Vendor) bool { return v.ID == "generic" })]
	}
	return v
}

// Command edits prints what the edited parts of the standard library make of
// many inputs. A test runs it with the edits and without.
package main

import (
	"crypto/aes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
)

var random = rand.New(rand.NewPCG(1, 2))

func main() {
	floats()
	sorts()
	curves()
	block, err := aes.NewCipher([]byte("0123456789abcdef"))
	if err != nil {
		panic(err)
	}
	data := []byte("sixteen bytes ..")
	block.Encrypt(data, data)
	fmt.Printf("aes %x\n", data)
}

func floats() {
	sum := sha256.New()
	numbers := []float64{0, math.Copysign(0, -1), 1, 0.1, 1e21, 1e22, 123456789, 5e-324, math.MaxFloat64, math.Inf(1), math.NaN(), 1.5e300}
	for range 2000 {
		numbers = append(numbers, math.Float64frombits(random.Uint64()), random.Float64()*1e10)
	}
	for _, f := range numbers {
		for _, text := range []string{strconv.FormatFloat(f, 'g', -1, 64), fmt.Sprintf("%.3f %v %e %6.2g", f, f, f, float32(f))} {
			fmt.Fprintln(sum, text)
		}
		back, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', -1, 64), 64)
		if err != nil || back != f && f == f {
			fmt.Println(f, "becomes", back, err)
		}
	}
	for _, text := range []string{"1e400", "-1e-400", "1e", ".5", "0x1p-2", "1_0", "179769313486231580793e289", "9007199254740993", "1.00000005960464477540"} {
		f, err := strconv.ParseFloat(text, 64)
		g, err32 := strconv.ParseFloat(text, 32)
		fmt.Println(text, f, err, g, err32)
	}
	var decoded []any
	fmt.Println(json.Unmarshal([]byte(`[1.5, 1700000000, 1e3, -0.0001, 12345678901234567890]`), &decoded), decoded)
	fmt.Printf("floats %x\n", sum.Sum(nil))
}

func sorts() {
	sum := sha256.New()
	for n := range 200 {
		numbers := random.Perm(n)
		for i := range numbers {
			numbers[i] %= max(n/2, 1)
		}
		a, b, c := slices.Clone(numbers), slices.Clone(numbers), slices.Clone(numbers)
		slices.Sort(a)
		slices.SortFunc(b, func(x, y int) int { return x - y })
		sort.Ints(c)
		sort.Slice(numbers, func(i, j int) bool { return numbers[i] < numbers[j] })
		if !slices.IsSorted(a) || !slices.Equal(a, b) || !slices.Equal(a, c) || !slices.Equal(a, numbers) {
			fmt.Println("not sorted:", a, b, c, numbers)
		}
		fmt.Fprintln(sum, a)
		sort.Sort(sort.Reverse(sort.IntSlice(c)))
		fmt.Fprintln(sum, c)
	}
	fmt.Printf("sorts %x\n", sum.Sum(nil))
}

func curves() {
	// Every entry of the table of P-256: it has the multiples up to 32 of each
	// 64th power of two, of which the digits of a number pick one each.
	sum := sha256.New()
	for table := range 43 {
		for digit := 1; digit <= 32; digit++ {
			n := new(big.Int).Lsh(big.NewInt(int64(digit)), uint(6*table))
			if n.Cmp(elliptic.P256().Params().N) >= 0 {
				continue
			}
			key, err := ecdh.P256().NewPrivateKey(n.FillBytes(make([]byte, 32)))
			if err != nil {
				fmt.Println(err)
				continue
			}
			fmt.Fprintf(sum, "%x\n", key.PublicKey().Bytes())
		}
	}
	fmt.Printf("multiples %x\n", sum.Sum(nil))
	for _, curve := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		key, err := ecdsa.ParseRawPrivateKey(curve, append(make([]byte, (curve.Params().BitSize+7)/8-1), 7))
		if err != nil {
			fmt.Println(err)
			continue
		}
		hash := sha256.Sum256([]byte("text"))
		signature, err := key.Sign(nil, hash[:], nil) // deterministic without a source of chance
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s %x %v\n", curve.Params().Name, key.X, ecdsa.VerifyASN1(&key.PublicKey, hash[:], signature))
	}
}

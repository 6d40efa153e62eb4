# Building and running need Go and make. Testing needs Chromium too.

ADDR  ?= 127.0.0.1:8080
FLAGS ?=
WASM  := GOOS=js GOARCH=wasm
GO    := server web wasm/*.go wasm/internal wasm/testkit wasm/testdata/vectors/make # and not what is a vector
JS    := ./wasm ./web/e2e/hello # what is built for a page alone; all the rest is the same natively

.PHONY: build run release test bench verify shots clean check chromium packages

build:                       ## web/dist, the site, and server/jwkmint, which carries it
	go run ./web/build
	go build -buildvcs=false -o server/jwkmint ./server

run: build                   ## serve it: make run ADDR=127.0.0.1:8081
	@exec server/jwkmint -addr $(ADDR) $(FLAGS)

release:                     ## what is published of a version, in .cache/release
	go run ./web/build -release .cache/release

test:                        ## everything there is to test
	@$(MAKE) --no-print-directory -j2 chromium check build packages
	GODEBUG=memprofilerate=0 go test -vet=off -timeout 40m ./... # no profile of memory, which nobody reads

check:                       ## what needs no browser and no build; make test need not vet again
	@test -z "$$(gofmt -l $(GO))" || { gofmt -d $(GO); exit 1; }
	go vet ./...
	$(WASM) go vet $(JS)
	go tool staticcheck ./...
	go build -o .cache/staticcheck honnef.co/go/tools/cmd/staticcheck
	$(WASM) .cache/staticcheck $(JS)

chromium:                    ## the browser that the tests drive
	@sh web/e2e/chromium.sh

packages:                    ## what the tests use from npm, where npm is there
	@sh web/e2e/npm.sh

bench: build chromium packages ## how good it is, in ratios
	go test -run '^$$' -bench . -benchtime 1x -timeout 60m ./web/e2e

verify:                      ## modules anew, then two builds in two places: the same bytes
	@sh web/build/verify.sh

shots: build chromium        ## pictures of every state of the page
	SHOTS=1 go test -run '^TestShots$$' -count=1 -timeout 9m ./web/e2e

clean:
	rm -rf .cache server/jwkmint
	find web/dist -type f ! -name .gitkeep -delete

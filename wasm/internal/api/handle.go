package api

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/generate"
	"jwkmint/wasm/internal/pbkdf2"
)

// Protocol is the number that page and Go must agree on.
const Protocol = 3

// Session answers requests and remembers a list of keys, and those that it was
// before. Requests are answered one after another.
type Session struct {
	mu   sync.Mutex
	memo *memo    // nil for no keys
	past []former // what undo brings back, the last at the end
	now  func() time.Time

	lastInput, lastKey int // the numbers that were given last
	numbers            map[identity]int

	subtle Subtle
}

// Subtle is what is asked of the browser's SubtleCrypto.
type Subtle interface {
	generate.Subtle
	pbkdf2.Subtle
}

// NewSession returns a session that remembers nothing yet. subtle is nil where
// the browser has none.
func NewSession(subtle Subtle) *Session { return &Session{now: time.Now, subtle: subtle} }

// An op reads its params and returns its result, ready for encoding/json.
type op func(s *Session, ctx context.Context, params *object) (any, error)

// ops is the whole of what a page can ask.
var ops = map[string]op{
	"hello":    (*Session).hello,
	"convert":  (*Session).convert,
	"generate": (*Session).generate,
	"open":     (*Session).open,
	"arrange":  (*Session).arrange,
	"undo":     (*Session).undo,
	"render":   (*Session).render,
	"compare":  (*Session).compare,
	"digests":  (*Session).digests,
	"archive":  (*Session).archive,
	"der":      (*Session).derFile,
	"assert":   (*Session).assert,
	"certify":  (*Session).certify,
	"diagnose": (*Session).diagnose,
}

// Handle answers one request of the protocol above. It never fails and never
// panics: what goes wrong is in the reply. The request's attachments are the
// session's from then on: keys that are remembered may lie in them.
func (s *Session) Handle(ctx context.Context, request Message) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	result, err := s.answer(ctx, request)
	if err != nil {
		return Message{JSON: failure(err, s.undoWords())}
	}
	reply, err := json.Marshal(struct {
		OK     bool `json:"ok"`
		Result any  `json:"result"`
	}{true, result})
	if err != nil {
		return Message{JSON: failure(err, "")}
	}
	message := Message{JSON: reply}
	if c, ok := result.(carrier); ok {
		message.Attachments = c.attachments()
	}
	return message
}

// answer turns a panic into the fault internal, without a word of what the
// panic said: it may hold input. The keys are dropped, since nobody knows
// what state they are in.
func (s *Session) answer(ctx context.Context, request Message) (result any, err error) {
	defer func() {
		if recover() != nil {
			s.memo = nil
			result, err = nil, fault.New(fault.Internal, "")
		}
	}()
	if len(request.JSON) > maxRequest {
		return nil, fault.New(fault.InputTooLarge, "")
	}
	beside := &attachments{request.Attachments, make([]bool, len(request.Attachments))}
	if err := beside.check(); err != nil {
		return nil, err
	}
	top, err := parseObject(request.JSON)
	if err != nil {
		return nil, err
	}
	name := top.text("op")
	params := top.object("params")
	params.beside = beside
	if err := top.done(); err != nil {
		return nil, err
	}
	run, ok := ops[name]
	if !ok {
		return nil, badRequest("no such op")
	}
	if ctx.Err() != nil {
		return nil, fault.New(fault.Cancelled, "")
	}
	return run(s, ctx, params)
}

type errorReply struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	Hint    string     `json:"hint"`
	Choices []choice   `json:"choices,omitempty"`
	Undo    string     `json:"undo,omitempty"`
}

func describeError(err error) errorReply {
	e := errorReply{Code: fault.CodeOf(err), Choices: choicesOf(err)}
	e.Message, e.Hint = fault.Text(err)
	return e
}

func failure(err error, undo string) []byte {
	e := describeError(err)
	e.Undo = undo
	reply, err := json.Marshal(struct {
		OK    bool       `json:"ok"`
		Error errorReply `json:"error"`
	}{false, e})
	if err != nil { // three strings: cannot be
		return []byte(`{"ok":false,"error":{"code":"internal","message":"","hint":""}}`)
	}
	return reply
}

func badRequest(detail string) error { return fault.New(fault.BadRequest, detail) }
func badOption(detail string) error  { return fault.New(fault.BadOption, detail) }

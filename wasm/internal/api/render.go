package api

import "context"

// render writes the remembered keys again, with other options or forms.
func (s *Session) render(_ context.Context, params *object) (any, error) {
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	return s.answerKeys(&opt, f)
}

// remembers is bad_request when there is no key to work on.
func (s *Session) remembers() error {
	if s.memo == nil {
		return badRequest("no key is remembered")
	}
	return nil
}

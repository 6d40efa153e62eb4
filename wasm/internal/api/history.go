package api

import (
	"slices"
	"strconv"
)

// maxPast is how many lists can be brought back. Each keyboard stroke that
// damages what was pasted would else add one that stays in memory.
const maxPast = 20

// replace puts another list, or nil for an empty one, in the place of the
// present one, which can be brought back where a private key is lost with it.
func (s *Session) replace(next *memo) {
	if now := s.memo; now.loses(next) {
		// One list that comes and goes must not push the others out.
		s.past = slices.DeleteFunc(s.past, func(m *memo) bool { return !m.loses(now) })
		now.list = now.list.readable()
		if s.past = append(s.past, now); len(s.past) > maxPast {
			s.past = slices.Clone(s.past[1:])
		}
	}
	s.memo = next
}

// lost are the private and secret keys of m that next does not have.
func (m *memo) lost(next *memo) (lost []*entry) {
	if m == nil || m == next {
		return nil
	}
	kept := map[string]bool{}
	if next != nil {
		for _, e := range next.keys {
			if e.Material.IsPrivate() {
				kept[e.fixed.Thumbprint] = true
			}
		}
	}
	for _, e := range m.keys {
		if e.Material.IsPrivate() && !kept[e.fixed.Thumbprint] {
			lost = append(lost, e)
		}
	}
	return lost
}

func (m *memo) loses(next *memo) bool { return len(m.lost(next)) > 0 }

// last is the list that undo brings back, nil for none. Those whose private
// keys are all here again are dropped.
func (s *Session) last() *memo {
	for len(s.past) > 0 {
		m := s.past[len(s.past)-1]
		if m.loses(s.memo) {
			return m
		}
		s.past = s.past[:len(s.past)-1]
	}
	return nil
}

// bringBack puts the last list in the place of the present one, which goes to
// the other end, so that undo over and over shows all.
func (s *Session) bringBack() bool {
	m := s.last()
	if m == nil {
		return false
	}
	now := s.memo
	s.past = s.past[:len(s.past)-1]
	s.memo = m
	if now.loses(m) {
		now.list = now.list.readable()
		s.past = slices.Insert(s.past, 0, now)
	}
	return true
}

// undoWords are those of the button that brings keys back, "" for none.
func (s *Session) undoWords() string {
	m := s.last()
	if m == nil {
		return ""
	}
	lost := m.lost(s.memo)
	in := lost[0].origin.in
	which := "key"
	if len(lost) > 1 {
		which = strconv.Itoa(len(lost)) + " keys"
	} else {
		which = lost[0].fixed.Title + " key"
	}
	same := !slices.ContainsFunc(lost, func(e *entry) bool { return e.origin.in != in })
	was := "was"
	if len(lost) > 1 {
		was = "were"
	}
	switch {
	case same && in.made:
		which += " that " + was + " made at " + in.at.Format("15:04")
	case same && in.name != "":
		which += " of " + shown(in.name)
	default:
		which += " that " + was + " here before"
	}
	return "Bring back the " + which
}

package api

import (
	"slices"
	"strconv"
)

// maxPast is how many lists can be brought back. Each keyboard stroke that
// damages what was pasted would else add one that stays in memory.
const maxPast = 20

// former is a list that can be brought back.
type former struct {
	*memo
	// byHand says that keys were taken out of it one by one, and nothing else has
	// happened since: then public ones can be brought back, too.
	byHand bool
}

// replace puts another list, or nil for an empty one, in the place of the
// present one, which can be brought back where a private key is lost with it, or,
// by hand, any key.
func (s *Session) replace(next *memo, byHand bool) {
	for i := range s.past {
		s.past[i].byHand = s.past[i].byHand && byHand
	}
	if now := (former{s.memo, byHand}); now.loses(next) {
		// One list that comes and goes must not push the others out.
		s.past = slices.DeleteFunc(s.past, func(f former) bool { return !f.loses(now.memo) })
		now.list = now.list.readable()
		if s.past = append(s.past, now); len(s.past) > maxPast {
			s.past = slices.Clone(s.past[1:])
		}
	}
	s.memo = next
}

// lost are the keys of f that next does not have: the private and secret ones, or,
// by hand, all.
func (f former) lost(next *memo) (lost []*entry) {
	if f.memo == nil || f.memo == next {
		return nil
	}
	type half struct {
		thumbprint string
		private    bool
	}
	kept := map[half]bool{}
	if next != nil {
		for _, e := range next.keys {
			kept[half{e.fixed.Thumbprint, e.Material.IsPrivate()}] = true
		}
	}
	for _, e := range f.keys {
		private := e.Material.IsPrivate()
		if (private || f.byHand) && !kept[half{e.fixed.Thumbprint, private}] {
			lost = append(lost, e)
		}
	}
	return lost
}

func (f former) loses(next *memo) bool { return len(f.lost(next)) > 0 }

// last is the list that undo brings back, that of nothing for none. Those whose
// keys are all here again are dropped.
func (s *Session) last() former {
	for len(s.past) > 0 {
		f := s.past[len(s.past)-1]
		if f.loses(s.memo) {
			return f
		}
		s.past = s.past[:len(s.past)-1]
	}
	return former{}
}

// bringBack puts the last list in the place of the present one, which goes to
// the other end, so that undo over and over shows all.
func (s *Session) bringBack() bool {
	f := s.last()
	if f.memo == nil {
		return false
	}
	now := former{s.memo, false}
	s.past = s.past[:len(s.past)-1]
	s.memo = f.memo
	if now.loses(f.memo) {
		now.list = now.list.readable()
		s.past = slices.Insert(s.past, 0, now)
	}
	return true
}

// undoWords are those of the button that brings keys back, "" for none.
func (s *Session) undoWords() string {
	f := s.last()
	if f.memo == nil {
		return ""
	}
	lost := f.lost(s.memo)
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

// Package godebug stands in the program for internal/godebug, which reads
// settings out of the environment variable GODEBUG and counts who relies on
// them. A browser has no environment: every setting is at its default.
package godebug

// Setting is a setting.
type Setting struct{ name string }

// New returns the setting of a name.
func New(name string) *Setting { return &Setting{name} }

// Name is the setting's name, without the # of one that is undocumented.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented says whether the setting is.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// Value is that of a default.
func (s *Setting) Value() string { return "" }

func (s *Setting) String() string { return s.Name() + "=" }

// IncNonDefault counts nothing.
func (s *Setting) IncNonDefault() {}

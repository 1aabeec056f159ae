// Writes src/apiserver/decoding/generated/string-types.json to its output: the fields of named string types in all Go structs of the
// API, by struct and name in JSON, for the messages of the decoder name these types.
// usage: go run support/generate/string-types/main.go > src/apiserver/decoding/generated/string-types.json
// (with k8s.io/client-go of the version followed, v1.36)
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"

	"k8s.io/client-go/kubernetes/scheme"
)

// Of versions that are not stable nothing is served.
var stable = regexp.MustCompile(`\.v\d+\.`)

var seen = map[reflect.Type]bool{}
var types = map[string]map[string]string{}

func main() {
	for _, t := range scheme.Scheme.AllKnownTypes() {
		walk(t)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	out.Encode(types)
}

func walk(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		walk(t.Elem())
	case reflect.Struct:
		if seen[t] || !strings.HasPrefix(t.PkgPath(), "k8s.io/") {
			return
		}
		seen[t] = true
		fields(t, name(t))
	}
}

// io.k8s.api.core.v1.Container ends so.
func name(t reflect.Type) string {
	parts := strings.Split(t.PkgPath(), "/")
	return strings.Join(parts[len(parts)-2:], ".") + "." + t.Name()
}

// What is embedded counts as the outer struct's own, as in OpenAPI.
func fields(t reflect.Type, owner string) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && field == "" && f.Type.Kind() == reflect.Struct {
			fields(f.Type, owner)
			continue
		}
		of := f.Type
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() == reflect.String && of.Name() != "string" && field != "" && stable.MatchString(owner) {
			if types[owner] == nil {
				types[owner] = map[string]string{}
			}
			types[owner][field] = of.String()
		}
		walk(f.Type)
	}
}

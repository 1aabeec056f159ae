// Writes src/objects/template-hash/generated/go-structs.json to its output: the Go structs that a PodTemplateSpec is made of, with their
// fields in order: [name in Go, name in JSON, type]. Types that are only another name are told by what they are.
// usage: go run support/generate/go-structs/main.go > src/objects/template-hash/generated/go-structs.json
// (with k8s.io/api of the version followed, v1.36)
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type field = [3]string

var structs = map[string][]field{}
var names = map[string]string{}
var paths = map[string]string{}

// These have a form of their own in JSON.
var special = map[reflect.Type]bool{reflect.TypeOf(resource.Quantity{}): true, reflect.TypeOf(meta.Time{}): true}

func main() {
	walk(reflect.TypeOf(core.PodTemplateSpec{}))
	fmt.Println("{")
	fmt.Println(" \"names\": {")
	print(names)
	fmt.Println(" },")
	fmt.Println(" \"structs\": {")
	print(structs)
	fmt.Println(" }")
	fmt.Println("}")
}

func walk(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		walk(t.Elem())
		if t.Name() == "" {
			return
		}
	case reflect.Map:
		walk(t.Key())
		walk(t.Elem())
		if t.Name() == "" {
			return
		}
	}
	if t.PkgPath() == "" || special[t] {
		return
	}
	if path, seen := paths[t.String()]; seen {
		if path != t.PkgPath() {
			fmt.Fprintln(os.Stderr, "two types are called", t)
			os.Exit(1)
		}
		return
	}
	paths[t.String()] = t.PkgPath()
	if t.Kind() != reflect.Struct {
		names[t.String()] = underlying(t)
		return
	}
	var fields []field
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, field{f.Name, name, f.Type.String()})
		walk(f.Type)
	}
	structs[t.String()] = fields
}

func underlying(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Map:
		return "map[" + t.Key().String() + "]" + t.Elem().String()
	case reflect.Slice:
		return "[]" + t.Elem().String()
	}
	return t.Kind().String()
}

func print[V any](all map[string]V) {
	var keys []string
	for key := range all {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for i, key := range keys {
		text, _ := json.Marshal(all[key])
		comma := ","
		if i == len(keys)-1 {
			comma = ""
		}
		fmt.Printf("  %q: %s%s\n", key, text, comma)
	}
}

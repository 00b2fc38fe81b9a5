// Answers questions about signed notes and RFC 6962 proofs with golang.org/x/mod/sumdb, for tests of Counterclaim's own.
//
// Reads one question a line as JSON, answers each with one line: "ok …" or "no …".
package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Ask              string
	Note, Key, Text  string
	Entries, Path    []string
	Index, Old, Size int64
	Root, OldRoot    string
	Leaf             string
}

func hash(text string) (made tlog.Hash) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != tlog.HashSize {
		panic("no hash: " + text)
	}
	copy(made[:], raw)
	return made
}

func hashes(texts []string) (made []tlog.Hash) {
	for _, text := range texts {
		made = append(made, hash(text))
	}
	return made
}

// tree keeps what a log of some entries stores, and reads it.
type tree []tlog.Hash

func (t tree) ReadHashes(indexes []int64) (found []tlog.Hash, err error) {
	for _, at := range indexes {
		found = append(found, t[at])
	}
	return found, nil
}

func grown(entries []string) (made tree) {
	for at, text := range entries {
		raw, _ := base64.StdEncoding.DecodeString(text)
		more, err := tlog.StoredHashes(int64(at), raw, made)
		if err != nil {
			panic(err)
		}
		made = append(made, more...)
	}
	return made
}

func told(path []tlog.Hash) string {
	texts := []string{}
	for _, one := range path {
		texts = append(texts, hex.EncodeToString(one[:]))
	}
	made, _ := json.Marshal(texts)
	return string(made)
}

func answer(q question) (string, error) {
	switch q.Ask {
	case "open": // a signed note, under one key
		known, err := note.NewVerifier(q.Key)
		if err != nil {
			return "", err
		}
		found, err := note.Open([]byte(q.Note), note.VerifierList(known))
		if err != nil {
			return "", err
		}
		made, _ := json.Marshal(found.Text)
		return string(made), nil
	case "sign": // a text, under a key made here
		secret, public, err := note.GenerateKey(rand.Reader, q.Key)
		if err != nil {
			return "", err
		}
		signer, err := note.NewSigner(secret)
		if err != nil {
			return "", err
		}
		signed, err := note.Sign(&note.Note{Text: q.Text}, signer)
		made, _ := json.Marshal([]string{public, string(signed)})
		return string(made), err
	case "record": // that an entry is in a tree
		return "", tlog.CheckRecord(hashes(q.Path), q.Size, hash(q.Root), q.Index, hash(q.Leaf))
	case "growth": // that a tree begins with an older one
		return "", tlog.CheckTree(hashes(q.Path), q.Size, hash(q.Root), q.Old, hash(q.OldRoot))
	case "root":
		made, err := tlog.TreeHash(int64(len(q.Entries)), grown(q.Entries))
		return hex.EncodeToString(made[:]), err
	case "prove":
		made, err := tlog.ProveRecord(int64(len(q.Entries)), q.Index, grown(q.Entries))
		return told(made), err
	case "prove growth":
		made, err := tlog.ProveTree(int64(len(q.Entries)), q.Old, grown(q.Entries))
		return told(made), err
	}
	return "", fmt.Errorf("no such question: %s", q.Ask)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			panic(err)
		}
		if found, err := answer(q); err != nil {
			fmt.Println("no", err)
		} else {
			fmt.Println("ok", found)
		}
	}
}

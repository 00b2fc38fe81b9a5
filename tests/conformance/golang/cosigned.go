// Answers questions about witnesses' cosignatures, tlog-proof files and tiles with transparency-dev's `formats` and
// Filippo Valsorda's `torchwood`, for tests of Counterclaim's own.
//
// Reads one question a line as JSON, answers each with one line: "ok …" or "no …".
package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"filippo.io/torchwood"
	"github.com/transparency-dev/formats/log"
	formats "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Ask, By, Folder string
	Note, Key, Name string
	Proof, Entry    []byte
	Seed, Extra     []byte
	Entries         [][]byte
	Index           int64
}

func told(value any) (string, error) {
	made, err := json.Marshal(value)
	return string(made), err
}

func hash(raw []byte) (made tlog.Hash) {
	copy(made[:], raw)
	return made
}

// witness gives who signs as a witness, and how its public key is written.
func witness(q question) (note.Signer, note.Verifier, string, error) {
	private := ed25519.NewKeyFromSeed(q.Seed)
	if q.By == "torchwood" {
		made, err := torchwood.NewCosignatureSigner(q.Name, private)
		if err != nil {
			return nil, nil, "", err
		}
		return made, made.Verifier(), made.Verifier().String(), nil
	}
	public, err := note.NewEd25519VerifierKey(q.Name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, nil, "", err
	}
	known, err := note.NewVerifier(public)
	if err != nil {
		return nil, nil, "", err
	}
	secret := append([]byte{1}, q.Seed...)
	made, err := formats.NewSignerForCosignatureV1(
		fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", q.Name, known.KeyHash(), base64.StdEncoding.EncodeToString(secret)))
	if err != nil {
		return nil, nil, "", err
	}
	timed, err := formats.VKeyToCosignatureV1(public)
	return made, made.Verifier(), timed, err
}

// seconds gives when the one witness of an opened note signed.
func seconds(q question, found *note.Note) (int64, error) {
	if q.By == "torchwood" {
		return torchwood.CosignatureTimestamp(found.Sigs[0])
	}
	at, err := formats.CoSigV1Timestamp(found.Sigs[0])
	return at.Unix(), err
}

// opened gives the checkpoint of a note that a log's key signed.
func opened(raw []byte, key string) (made log.Checkpoint, err error) {
	known, err := note.NewVerifier(key)
	if err != nil {
		return made, err
	}
	found, err := note.Open(raw, note.VerifierList(known))
	if err != nil {
		return made, err
	}
	_, err = made.Unmarshal([]byte(found.Text))
	return made, err
}

// absent is where a tile is asked for that the folder has not.
type absent struct{}

func (absent) ReadTiles(_ context.Context, tiles []tlog.Tile) ([][]byte, error) {
	return nil, fmt.Errorf("no file %s", torchwood.TilePath(tiles[0]))
}

func (absent) SaveTiles([]tlog.Tile, [][]byte) {}

// cut takes one entry of tlog-tiles off the front: its length in two bytes, then itself.
func cut(tile []byte) (entry []byte, leaf tlog.Hash, rest []byte, err error) {
	if len(tile) < 2 || len(tile)-2 < int(binary.BigEndian.Uint16(tile)) {
		return nil, leaf, nil, errors.New("a tile that ends inside an entry")
	}
	end := 2 + int(binary.BigEndian.Uint16(tile))
	return tile[2:end], tlog.RecordHash(tile[2:end]), tile[end:], nil
}

// read gives every entry of a log's folder, each checked against the root of its signed checkpoint.
func read(folder, key string) (held [][]byte, err error) {
	raw, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	top, err := opened(raw, key)
	if err != nil {
		return nil, err
	}
	files, err := torchwood.NewPermanentCache(absent{}, folder)
	if err != nil {
		return nil, err
	}
	client, err := torchwood.NewClient(files, torchwood.WithCutEntry(cut))
	if err != nil {
		return nil, err
	}
	tree := tlog.Tree{N: int64(top.Size), Hash: hash(top.Hash)}
	for before := -1; before < len(held) && len(held) < int(top.Size); {
		before = len(held)
		for _, entry := range client.Entries(context.Background(), tree, int64(len(held))) {
			held = append(held, append([]byte{}, entry...))
		}
		if client.Err() != nil {
			return nil, client.Err()
		}
	}
	return held, nil
}

// tree keeps what a log of some entries stores, and reads it.
type tree []tlog.Hash

func (t tree) ReadHashes(indexes []int64) (found []tlog.Hash, err error) {
	for _, at := range indexes {
		found = append(found, t[at])
	}
	return found, nil
}

func grown(entries [][]byte) (made tree, err error) {
	for at, entry := range entries {
		more, err := tlog.StoredHashes(int64(at), entry, made)
		if err != nil {
			return nil, err
		}
		made = append(made, more...)
	}
	return made, nil
}

// write lays the tiles of hashes of a log of entries into a folder, where this library has them.
func write(folder string, entries [][]byte) error {
	stored, err := grown(entries)
	if err != nil {
		return err
	}
	for _, tile := range tlog.NewTiles(torchwood.TileHeight, 0, int64(len(entries))) {
		data, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return err
		}
		file := filepath.Join(folder, torchwood.TilePath(tile))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func answer(q question) (string, error) {
	switch q.Ask {
	case "cosign": // a note that somebody signed, as a witness of this second
		signer, _, public, err := witness(q)
		if err != nil {
			return "", err
		}
		theirs, err := note.NewVerifier(q.Key)
		if err != nil {
			return "", err
		}
		found, err := note.Open([]byte(q.Note), note.VerifierList(theirs))
		if err != nil {
			return "", err
		}
		signed, err := note.Sign(found, signer)
		if err != nil {
			return "", err
		}
		return told([]string{public, string(signed)})
	case "cosigned": // by a witness whose public key is told, or made anew from its seed
		var known note.Verifier
		var err error
		if q.By == "torchwood" {
			_, known, _, err = witness(q)
		} else {
			known, err = formats.NewVerifier(q.Key)
		}
		if err != nil {
			return "", err
		}
		found, err := note.Open([]byte(q.Note), note.VerifierList(known))
		if err != nil {
			return "", err
		}
		at, err := seconds(q, found)
		if err != nil {
			return "", err
		}
		return told([]any{found.Text, at})
	case "proven": // that an entry is in a log, by a file alone
		var given proof.TLogProof
		if err := given.Unmarshal(q.Proof); err != nil {
			return "", err
		}
		top, err := opened(given.Checkpoint, q.Key)
		if err != nil {
			return "", err
		}
		var path tlog.RecordProof
		for _, step := range given.Hashes {
			path = append(path, tlog.Hash(step))
		}
		return "", tlog.CheckRecord(path, int64(top.Size), hash(top.Hash), int64(given.Index), tlog.RecordHash(q.Entry))
	case "prove": // an entry of some, under a key made here, with or without something extra
		stored, err := grown(q.Entries)
		if err != nil {
			return "", err
		}
		size := int64(len(q.Entries))
		root, err := tlog.TreeHash(size, stored)
		if err != nil {
			return "", err
		}
		path, err := tlog.ProveRecord(size, q.Index, stored)
		if err != nil {
			return "", err
		}
		secret, public, err := note.GenerateKey(rand.Reader, q.Name)
		if err != nil {
			return "", err
		}
		signer, err := note.NewSigner(secret)
		if err != nil {
			return "", err
		}
		top := log.Checkpoint{Origin: q.Name, Size: uint64(size), Hash: root[:]}
		signed, err := note.Sign(&note.Note{Text: string(top.Marshal())}, signer)
		if err != nil {
			return "", err
		}
		made := proof.TLogProof{Index: uint64(q.Index), Checkpoint: signed, ExtraData: q.Extra}
		for _, step := range path {
			made.Hashes = append(made.Hashes, [32]byte(step))
		}
		return told([]any{public, made.Marshal()})
	case "read": // every entry of a log that lies in a folder
		held, err := read(q.Folder, q.Key)
		if err != nil {
			return "", err
		}
		return told(held)
	case "write": // the tiles over some entries into a folder
		return "", write(q.Folder, q.Entries)
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

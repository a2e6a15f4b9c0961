# SPDX-License-Identifier: Apache-2.0
"""Tests of the generated sfp.py, by Python's own unittest: PythonTests.cs starts them.

The environment says where things are: SFP_DIR the generated module, SFP_SAMPLE a plain safetensors
file, SFP_ENCODED what `rtlgen encode` made of it and of others, SFP_WRITTEN a folder for files that
`rtlgen decode` will read.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, os.environ["SFP_DIR"])

import numpy as np

import sfp

RANDOM = np.random.default_rng(1)
WRITTEN = os.environ["SFP_WRITTEN"]


def patterns(count, bits):
    """Raw bit patterns: every exponent, NaN payloads, infinities, denormals and both zeros."""
    codes = RANDOM.integers(0, 1 << bits, count, dtype=np.uint64)
    special = [0, 1, 1 << bits - 1, (1 << bits) - 1, 0x7C00 << bits - 16, 0x7F80 << bits - 16]
    codes[:len(special)] = special[:count]
    return codes.astype(f"u{bits // 8}")


def parts(path):
    """The header of a safetensors file and the bytes behind it."""
    with open(path, "rb") as file:
        blob = file.read()
    size = struct.unpack("<Q", blob[:8])[0]
    return json.loads(blob[8:8 + size]), blob[8 + size:]


class Temporary(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "tensors.safetensors")

    def write(self, header, data):
        text = json.dumps(header).encode() if isinstance(header, dict) else header
        with open(self.path, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + data)

    def refuses(self, reason, header, data):
        self.write(header, data)
        with self.assertRaises(sfp.SfpError) as caught:
            sfp.load_file(self.path)
        self.assertRegex(str(caught.exception), reason)
        self.assertTrue(str(caught.exception).startswith(self.path))
        self.assertNotIn("\n", str(caught.exception))


class StreamTests(unittest.TestCase):
    def test_every_bit_pattern_comes_back(self):
        for bits, dtype in ((32, np.float32), (16, np.float16), (16, np.uint16)):
            for coder in sfp.CODERS:
                for count in (0, 1, 7, 64, 1000):
                    codes = patterns(count, bits)
                    descriptor, data, meta, lost = sfp.encode(codes.view(dtype), coder=coder)
                    back = sfp.decode(descriptor, data, meta)
                    self.assertEqual(back.dtype, dtype)
                    np.testing.assert_array_equal(back.view(codes.dtype), codes)
                    self.assertEqual(lost, [])

    def test_what_was_adapted_is_a_fixed_point(self):
        for word in (16, 32):
            for rounding in sfp.ROUNDINGS:
                how = dict(mantissa=3, exponent=5, word=word, rounding=rounding, lanes=5, rows=3)
                once = sfp.decode(*sfp.encode(patterns(999, 32).view(np.float32), low=100, **how)[:3])
                descriptor, data, meta, lost = sfp.encode(once, low=100, **how)
                np.testing.assert_array_equal(sfp.decode(descriptor, data, meta), once)
                self.assertEqual(lost, [])

    def test_losses_have_names(self):
        values = np.array([1e-30, 1e30, -1, np.nan], np.float32)
        lost = sfp.encode(values, mantissa=0, exponent=4, low=120, sign=0)[3]
        self.assertEqual(lost, ["nan_lost", "flushed", "saturated", "sign_lost"])

    def test_an_array_of_any_layout_is_read_in_row_major_order(self):
        array = np.arange(24, dtype=np.float32).reshape(4, 6)
        for view in (array.T, array[::2, ::-1], np.float32(3.5) + np.zeros(())):
            view = np.asarray(view, np.float32)
            back = sfp.decode(*sfp.encode(view)[:3])
            np.testing.assert_array_equal(back, view.reshape(-1))

    def test_wrong_fields_are_named(self):
        one = np.ones(3, np.float32)
        for reason, fields in (
                ("lanes must be 1 to 32", {"lanes": 33}), ("mantissa must be 0 to", {"mantissa": 24}),
                ("exponent must be 1 to", {"exponent": 0}), ("coder is 'huffman'", {"coder": "huffman"}),
                ("low is 'low'", {"low": "low"}), ("sign is -1", {"sign": -1}),
                ("must fit the word", {"word": 16, "sign": 1}), ("rows is 2.0", {"rows": 2.0})):
            with self.assertRaisesRegex(sfp.SfpError, reason):
                sfp.encode(one, **fields)
        with self.assertRaisesRegex(sfp.SfpError, "dtype is float64"):
            sfp.encode(np.ones(3))
        with self.assertRaisesRegex(sfp.SfpError, "dtype is >f4"):
            sfp.encode(np.ones(3, ">f4"))
        with self.assertRaisesRegex(TypeError, "'mantisa' is not a field"):
            sfp.encode(one, mantisa=3)

    def test_a_damaged_stream_is_refused(self):
        descriptor, data, meta, _ = sfp.encode(np.arange(21, dtype=np.float32))
        for reason, d, m in (
                ("data stream is too short", data[:-32], meta), ("data stream must be", data[:-1], meta),
                ("metadata stream is too long", data, np.append(meta, meta)),
                ("metadata stream is too short", data, meta[:0])):
            with self.assertRaisesRegex(sfp.SfpError, reason):
                sfp.decode(descriptor, d, m)
        with self.assertRaisesRegex(sfp.SfpError, "too short"):
            sfp.decode({**descriptor, "count": 2**40 - 1}, data, meta)


class FileTests(Temporary):
    def test_every_type_comes_back(self):
        tensors = {"a": patterns(99, 32).view(np.float32).reshape(3, 33), "b": patterns(4, 16).view(np.float16),
                   "c": np.arange(5), "d": np.array(True), "e": np.zeros((0, 3), np.float32),
                   "f": patterns(9, 16), "g": patterns(9, 16), "\u00fc \"/\\": np.float32([1.5])}
        sfp.save_file(tensors, self.path, metadata={"made": "here"}, bf16=["g"], coder="peak",
                      settings={"b": {"coder": "fixed"}})
        back = sfp.load_file(self.path)
        self.assertEqual(back.keys(), tensors.keys())
        for name, array in tensors.items():
            self.assertEqual((back[name].dtype, back[name].shape), (array.dtype, array.shape))
            self.assertEqual(back[name].tobytes(), array.tobytes())
        notes = parts(self.path)[0]["__metadata__"]
        self.assertEqual(notes["made"], "here")
        self.assertEqual(json.loads(notes["sfp:g"])["dtype"], "BF16")
        self.assertEqual(json.loads(notes["sfp:b"])["coder"], "fixed")

    def test_a_plain_file_is_read_too(self):
        plain = sfp.load_file(os.environ["SFP_SAMPLE"])
        self.assertEqual(plain["F_m1/kernel"].dtype, np.float32)

    def test_files_of_rtlgen_are_read(self):
        plain = sfp.load_file(os.environ["SFP_SAMPLE"])
        for name in os.listdir(os.environ["SFP_ENCODED"]):
            back = sfp.load_file(os.path.join(os.environ["SFP_ENCODED"], name))
            self.assertEqual(back.keys(), plain.keys())
            for tensor, array in back.items():
                self.assertEqual(array.shape, plain[tensor].shape)
                if name.startswith("lossless"):
                    self.assertEqual(array.tobytes(), plain[tensor].tobytes())

    def test_the_bytes_are_those_that_rtlgen_writes(self):
        plain = sfp.load_file(os.environ["SFP_SAMPLE"])
        notes = parts(os.environ["SFP_SAMPLE"])[0].get("__metadata__")
        for name, fields in (("lossless", {}), ("lossless-peak", {"coder": "peak"}),
                             ("short", dict(coder="bias", mantissa=3, exponent=4, rounding="nearest", lanes=3, rows=5, word=16))):
            ours = os.path.join(WRITTEN, f"{name}.safetensors")
            sfp.save_file(plain, ours, metadata=notes, **fields)
            with open(ours, "rb") as mine, open(os.path.join(os.environ["SFP_ENCODED"], f"{name}.safetensors"), "rb") as its:
                self.assertEqual(mine.read(), its.read())

    def test_what_has_no_place_is_refused_and_nothing_is_written(self):
        one = np.ones(2, np.float32)
        for reason, tensors, options in (
                ("tensor 'a': a file has no place", {"a": np.array(["x"])}, {}),
                ("tensor 'a': a file has no place", {"a": one}, {"bf16": ["a"]}),
                ("there is no tensor 'b'", {"a": one}, {"bf16": ["b"]}),
                ("there is no tensor 'b'", {"a": one}, {"settings": {"b": {}}}),
                ("tensor '__metadata__'", {"__metadata__": one}, {}),
                ("tensor 'a': has negative values", {"a": -one}, {"sign": 0}),
                ("tensor 'a': mantissa must be", {"a": one}, {"mantissa": 99}),
                ("'a.data' names a tensor and the stream", {"a": one, "a.data": np.zeros(1, np.uint8)}, {})):
            with self.assertRaisesRegex(sfp.SfpError, reason):
                sfp.save_file(tensors, self.path, **options)
        self.assertEqual(os.listdir(os.path.dirname(self.path)), [])
        sfp.save_file({"a": -one}, self.path, sign=0, allow_sign_loss=True)
        np.testing.assert_array_equal(sfp.load_file(self.path)["a"], one)


class DamageTests(Temporary):
    def setUp(self):
        super().setUp()
        sfp.save_file({"t": np.arange(1, 41, dtype=np.float32), "n": np.arange(3, dtype=np.int8)}, self.path)
        self.header, self.data = parts(self.path)

    def with_note(self, **changes):
        header = json.loads(json.dumps(self.header))
        note = json.loads(header["__metadata__"]["sfp:t"])
        note.update(changes)
        note = {key: value for key, value in note.items() if value is not None}
        header["__metadata__"]["sfp:t"] = json.dumps(note)
        return header

    def test_a_damaged_file_is_refused_with_its_name(self):
        self.refuses("damaged", b"", b"")
        with open(self.path, "wb") as file:
            file.write(b"\xff" * 20)
        with self.assertRaisesRegex(sfp.SfpError, "cut short at 20 bytes"):
            sfp.load_file(self.path)
        self.refuses("damaged", b"{", self.data)
        self.refuses("tensors end at", self.header, self.data + b"\0")
        self.refuses("damaged|must follow", self.header, self.data[:-1])
        self.refuses("twice", b'{"__metadata__":{"a":"b","a":"c"}}', b"")
        overlap = json.loads(json.dumps(self.header))
        overlap["n"]["data_offsets"] = overlap["t.meta"]["data_offsets"]
        self.refuses("must follow", overlap, self.data)

    def test_a_damaged_note_is_refused_with_its_tensor(self):
        self.write(self.with_note(), self.data)
        self.assertEqual(sfp.load_file(self.path)["t"].size, 40)
        for reason, changes in (
                ("version 1", {"version": 2}), ("keys of", {"lanes": None}), ("keys of", {"extra": 1}),
                ("checksum", {"dataCrc32": 1}), ("checksum", {"metaCrc32": -1}), ("count is 40", {"shape": [41]}),
                ("container is fp32", {"dtype": "F16"}), ("lanes must be", {"lanes": 40}),
                ("mantissa is True", {"mantissa": True}), ("count is 40.0", {"count": 40.0}),
                ("metadata stream is too", {"coder": "fixed"}), ("row code", {"exponent": 4, "bias": 7}), ("count is 40", {"shape": [-40]}),
                ("damaged", {"shape": [-40, -1]}), ("damaged", {"dtype": "X"}), ("version", {"version": True})):
            with self.subTest(changes):
                self.refuses(f"tensor 't': .*{reason}", self.with_note(**changes), self.data)
        del self.header["__metadata__"]["sfp:t"]
        self.write(self.header, self.data)
        self.assertEqual(sorted(sfp.load_file(self.path)), ["n", "t.data", "t.meta"])

    def test_every_flipped_byte_of_a_stream_is_refused(self):
        for place in range(len(self.data) - 3):
            damaged = bytearray(self.data)
            damaged[place] ^= 1 << place % 8
            self.refuses("tensor 't': the checksum", self.header, bytes(damaged))

    def test_damage_behind_a_right_checksum_is_refused(self):
        start, end = self.header["t.data"]["data_offsets"]
        damaged = bytearray(self.data)
        damaged[end - 1] |= 0x80
        self.refuses("zero bits at its end", self.with_note(dataCrc32=zlib.crc32(damaged[start:end])), bytes(damaged))


class ImportTests(unittest.TestCase):
    def test_a_missing_compiler_is_one_clear_line(self):
        with tempfile.TemporaryDirectory() as cache:
            environment = {**os.environ, "CC": "no-such-compiler", "XDG_CACHE_HOME": cache}
            done = subprocess.run([sys.executable, "-c", "import sfp"], cwd=os.environ["SFP_DIR"],
                                  env=environment, capture_output=True, text=True)
            self.assertIn("ImportError: sfp: CC must be a C compiler", done.stderr.splitlines()[-1])

    def test_the_library_is_built_once(self):
        with tempfile.TemporaryDirectory() as cache:
            environment = {**os.environ, "XDG_CACHE_HOME": cache}
            for _ in range(2):
                subprocess.run([sys.executable, "-c", "import sfp"], cwd=os.environ["SFP_DIR"],
                               env=environment, check=True)
                environment["PATH"] = ""
            self.assertEqual(len(os.listdir(os.path.join(cache, "sfp"))), 1)


if __name__ == "__main__":
    unittest.main()

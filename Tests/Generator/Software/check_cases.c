// SPDX-License-Identifier: Apache-2.0
//
// Runs cases from standard input through sfp_codec.h: CodecCase.cs writes them. Every buffer is
// exactly as long as it may be, so that a sanitizer sees any access beyond it.

#define SFP_CODEC_IMPLEMENTATION
#include "sfp_codec.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    unsigned char *bytes;
    size_t size;
} buffer;

static buffer make(size_t size)
{
    buffer b;
    b.bytes = (unsigned char *)malloc(size > 0u ? size : 1u);
    b.size = size;
    if (b.bytes == NULL) {
        exit(3);
    }
    memset(b.bytes, 0xa5, size > 0u ? size : 1u);
    return b;
}

static unsigned long long number(void)
{
    unsigned long long n;
    if (scanf("%llx", &n) != 1) {
        fputs("the input ends within a case\n", stderr);
        exit(3);
    }
    return n;
}

static buffer bytes(void)
{
    buffer b = make((size_t)number());
    size_t i;
    for (i = 0; i < b.size; i++) {
        b.bytes[i] = (unsigned char)number();
    }
    return b;
}

static buffer values(const sfp_descriptor *d)
{
    size_t count = (size_t)number(), size = sfp_value_size(d->container), i;
    buffer b = make(count * size);
    for (i = 0; i < count; i++) {
        uint32_t wide = (uint32_t)number();
        uint16_t narrow = (uint16_t)wide;
        memcpy(b.bytes + i * size, size == 4u ? (const void *)&wide : (const void *)&narrow, size);
    }
    return b;
}

static void differ(unsigned long index, const char *what, sfp_status status)
{
    printf("case %lu: %s (%s)\n", index, what, sfp_status_text(status));
    exit(1);
}

static int same(buffer b, const unsigned char *other, size_t size)
{
    return b.size == size && memcmp(b.bytes, other, size) == 0;
}

static void encode(unsigned long index, const sfp_descriptor *d, buffer from, buffer data, buffer meta,
                   uint32_t losses)
{
    size_t count = from.size / sfp_value_size(d->container), data_size, meta_size;
    buffer own_data = make(data.size), own_meta = make(meta.size);
    uint32_t lost;
    sfp_status status = sfp_encode(d, from.bytes, count, own_data.bytes, data.size, &data_size,
                                   own_meta.bytes, meta.size, &meta_size, &lost);
    if (status != SFP_OK || lost != losses) {
        differ(index, "encoder: status or losses", status);
    }
    if (!same(data, own_data.bytes, data_size) || !same(meta, own_meta.bytes, meta_size)) {
        differ(index, "encoder: streams", status);
    }
    if (data.size > sfp_max_data_size(d) || meta.size != sfp_meta_size(d)) {
        differ(index, "sizes", status);
    }
    free(own_data.bytes);
    free(own_meta.bytes);
    if (data.size > 0u) {
        own_data = make(data.size - 1u);
        own_meta = make(meta.size);
        status = sfp_encode(d, from.bytes, count, own_data.bytes, own_data.size, &data_size,
                            own_meta.bytes, meta.size, &meta_size, &lost);
        if (status != SFP_DATA_CAPACITY || data_size != 0u || meta_size != 0u || lost != 0u) {
            differ(index, "encoder: room for all data but a byte", status);
        }
        free(own_data.bytes);
        free(own_meta.bytes);
    }
}

int main(void)
{
    unsigned long index;
    unsigned long cases = (unsigned long)number();
    for (index = 0; index < cases; index++) {
        sfp_descriptor d;
        buffer from, data, meta, restored, own, fresh;
        int accepted, encodes;
        uint32_t losses;
        sfp_status status;
        d.container = (uint32_t)number();
        d.lanes = (uint32_t)number();
        d.rows = (uint32_t)number();
        d.word = (uint32_t)number();
        d.count = number();
        d.mantissa = (uint32_t)number();
        d.exponent = (uint32_t)number();
        d.low = (uint32_t)number();
        d.sign = (uint32_t)number();
        d.coder = (uint32_t)number();
        d.bias = (uint32_t)number();
        d.rounding = (uint32_t)number();
        encodes = number() != 0u;
        accepted = number() != 0u;
        losses = (uint32_t)number();
        from = values(&d);
        data = bytes();
        meta = bytes();
        restored = values(&d);
        if (encodes) {
            encode(index, &d, from, data, meta, losses);
        }
        own = make(restored.size);
        fresh = make(restored.size);
        status = sfp_decode(&d, data.bytes, data.size, meta.bytes, meta.size, own.bytes,
                            restored.size / sfp_value_size(d.container));
        if ((status == SFP_OK) != accepted) {
            differ(index, accepted ? "decoder refuses good streams" : "decoder accepts bad streams", status);
        }
        if (!same(own, accepted ? restored.bytes : fresh.bytes, restored.size)) {
            differ(index, accepted ? "decoder: values" : "decoder wrote values and failed", status);
        }
        free(from.bytes);
        free(data.bytes);
        free(meta.bytes);
        free(restored.bytes);
        free(own.bytes);
        free(fresh.bytes);
    }
    printf("%lu cases agree\n", cases);
    return 0;
}

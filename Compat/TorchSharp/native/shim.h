// SPDX-License-Identifier: Apache-2.0
//
// The C interface that the managed side calls. A tensor is a TensorImpl* that holds one reference; null is no tensor.
// Functions that can fail return their result or, on an error, -1 or null with the reason left in torch_shim_error.
#pragma once

#include <cstdint>

struct torch_shim_tensor;
using Tensor_ = torch_shim_tensor *;

// One argument or result of an operator. Lists are borrowed when they go in and malloc'ed when they come out.
enum Kind : int32_t {
    kNone = 0,
    kTensor = 1,
    kInt = 2,
    kDouble = 3,
    kBool = 4,
    kInts = 5,
    kDoubles = 6,
    kTensors = 7,
    kOptionalTensors = 8,
    kString = 9,
    kGenerator = 10,
};

struct Value {
    int32_t kind;
    int32_t length;
    union {
        int64_t i;
        double d;
        void *p;
    };
};

// Calls from the autograd engine back into the managed side; they return 0, or -1 when managed code threw.
struct Callbacks {
    int32_t (*backward)(int64_t context, const Tensor_ *gradients, int32_t count, Tensor_ *results, int32_t capacity);
    void (*release)(int64_t context);
};

// SPDX-License-Identifier: Apache-2.0
//
// A narrow door to libtorch: every operator through the dispatcher's boxed calls, and what is no operator besides.
#include <torch/torch.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <unordered_set>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include "shim.h"

#define SHIM extern "C" __attribute__((visibility("default")))

// libtorch's matrix products are BLAS's, whose threads are its own. OpenBLAS has this; another BLAS has not.
extern "C" __attribute__((weak)) void openblas_set_num_threads(int count);

using at::Tensor;
using torch::autograd::variable_list;

namespace {

thread_local std::string error;
Callbacks callbacks;

// Runs a body and turns an exception into `failure`.
template <typename Result, typename Body> Result guarded(Result failure, Body body) noexcept {
    try {
        return body();
    } catch (const c10::Error &e) {
        error = e.what_without_backtrace();
    } catch (const std::exception &e) {
        error = e.what();
    } catch (...) {
        error = "an unknown exception";
    }
    return failure;
}

template <typename Body> int32_t guarded(Body body) noexcept {
    return guarded<int32_t>(-1, [&] {
        body();
        return 0;
    });
}

c10::TensorImpl *impl(Tensor_ t) { return reinterpret_cast<c10::TensorImpl *>(t); }

// Another reference to a tensor that the caller keeps.
Tensor borrow(Tensor_ t) {
    return t == nullptr ? Tensor()
                        : Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(impl(t)));
}

// Hands a reference out.
Tensor_ give(Tensor t) {
    return t.defined() ? reinterpret_cast<Tensor_>(t.unsafeReleaseTensorImpl()) : nullptr;
}

variable_list borrow_all(const Tensor_ *tensors, int32_t count) {
    variable_list all;
    all.reserve(count);
    for (int32_t n = 0; n < count; ++n) {
        all.push_back(borrow(tensors[n]));
    }
    return all;
}

c10::IValue unpack(const Value &v) {
    switch (v.kind) {
    case kTensor: return v.p == nullptr ? c10::IValue() : c10::IValue(borrow(static_cast<Tensor_>(v.p)));
    case kInt: return c10::IValue(v.i);
    case kDouble: return c10::IValue(v.d);
    case kBool: return c10::IValue(v.i != 0);
    case kInts: return c10::IValue(at::IntArrayRef(static_cast<const int64_t *>(v.p), v.length));
    case kDoubles: return c10::IValue(c10::ArrayRef<double>(static_cast<const double *>(v.p), v.length));
    case kString: return c10::IValue(std::string(static_cast<const char *>(v.p), v.length));
    case kGenerator: return c10::IValue(*static_cast<at::Generator *>(v.p));
    case kTensors: {
        c10::List<Tensor> list;
        for (int32_t n = 0; n < v.length; ++n) {
            list.push_back(borrow(static_cast<Tensor_ *>(v.p)[n]));
        }
        return c10::IValue(std::move(list));
    }
    case kOptionalTensors: {
        c10::List<c10::optional<Tensor>> list;
        for (int32_t n = 0; n < v.length; ++n) {
            auto t = borrow(static_cast<Tensor_ *>(v.p)[n]);
            list.push_back(t.defined() ? c10::optional<Tensor>(std::move(t)) : c10::nullopt);
        }
        return c10::IValue(std::move(list));
    }
    default: return c10::IValue();
    }
}

Value pack(c10::IValue &&v) {
    Value out{kNone, 0, {0}};
    if (v.isTensor()) {
        out.kind = kTensor;
        out.p = give(std::move(v).toTensor());
    } else if (v.isInt()) {
        out.kind = kInt;
        out.i = v.toInt();
    } else if (v.isDouble()) {
        out.kind = kDouble;
        out.d = v.toDouble();
    } else if (v.isBool()) {
        out.kind = kBool;
        out.i = v.toBool();
    } else if (v.isTensorList()) {
        auto list = v.toTensorVector();
        auto *items = static_cast<Tensor_ *>(std::malloc(sizeof(Tensor_) * (list.size() + 1)));
        for (size_t n = 0; n < list.size(); ++n) {
            items[n] = give(std::move(list[n]));
        }
        out.kind = kTensors;
        out.length = static_cast<int32_t>(list.size());
        out.p = items;
    } else {
        TORCH_CHECK(v.isNone(), "an operator's result has a kind that the shim does not know: ", v.tagKind());
    }
    return out;
}

// A function whose backward pass is managed code.
struct ManagedNode final : torch::autograd::Node {
    explicit ManagedNode(int64_t context) : context(context) {}
    ~ManagedNode() override { callbacks.release(context); }

    variable_list apply(variable_list &&gradients) override {
        std::vector<Tensor_> in(gradients.size());
        for (size_t n = 0; n < in.size(); ++n) {
            in[n] = give(std::move(gradients[n]));
        }
        std::vector<Tensor_> out(num_outputs(), nullptr);
        auto status = callbacks.backward(context, in.data(), static_cast<int32_t>(in.size()), out.data(),
                                         static_cast<int32_t>(out.size()));
        variable_list results(out.size());
        for (size_t n = 0; n < out.size(); ++n) {
            if (out[n] != nullptr) {
                results[n] = Tensor(
                    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(impl(out[n])));
            }
        }
        TORCH_CHECK(status == 0, "the backward pass of a managed function threw an exception");
        return results;
    }

    void release_variables() override {
        saved.clear();
        released = true;
    }

    int64_t context;
    bool released = false;
    std::vector<torch::autograd::SavedVariable> saved;
};

using NodePointer = std::shared_ptr<ManagedNode>;

} // namespace

SHIM const char *torch_shim_error() { return error.c_str(); }

SHIM const char *torch_shim_version() { return TORCH_VERSION; }

SHIM void torch_shim_callbacks(Callbacks functions) { callbacks = functions; }

// Operators ---

SHIM void *torch_shim_operator(const char *name, const char *overload) {
    return guarded<void *>(nullptr, [&]() -> void * {
        return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
    });
}

// Arguments that the caller leaves out take the schema's defaults. The result is the number of results.
SHIM int32_t torch_shim_call(const c10::OperatorHandle *op, const Value *arguments, int32_t count, Value *results,
                             int32_t capacity) {
    return guarded<int32_t>(-1, [&] {
        const auto &schema = op->schema();
        torch::jit::Stack stack;
        stack.reserve(schema.arguments().size());
        for (int32_t n = 0; n < count; ++n) {
            stack.push_back(unpack(arguments[n]));
        }
        for (size_t n = count; n < schema.arguments().size(); ++n) {
            const auto &value = schema.arguments()[n].default_value();
            TORCH_CHECK(value.has_value(), schema.name(), " lacks its argument ", schema.arguments()[n].name());
            stack.push_back(*value);
        }
        op->callBoxed(&stack);
        TORCH_CHECK(static_cast<int32_t>(stack.size()) <= capacity, schema.name(), " has too many results");
        for (size_t n = 0; n < stack.size(); ++n) {
            results[n] = pack(std::move(stack[n]));
        }
        return static_cast<int32_t>(stack.size());
    });
}

SHIM void torch_shim_free(void *list) { std::free(list); }

// Tensors ---

SHIM void torch_shim_release(Tensor_ t) {
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(impl(t));
}

SHIM Tensor_ torch_shim_share(Tensor_ t) { return give(borrow(t)); }

SHIM int64_t torch_shim_dim(Tensor_ t) { return impl(t)->dim(); }

SHIM int64_t torch_shim_numel(Tensor_ t) { return impl(t)->numel(); }

SHIM int32_t torch_shim_dtype(Tensor_ t) { return static_cast<int32_t>(borrow(t).scalar_type()); }

SHIM int32_t torch_shim_sizes(Tensor_ t, int64_t *sizes) {
    return guarded([&] {
        auto all = impl(t)->sizes();
        std::copy(all.begin(), all.end(), sizes);
    });
}

SHIM int32_t torch_shim_strides(Tensor_ t, int64_t *strides) {
    return guarded([&] {
        auto all = impl(t)->strides();
        std::copy(all.begin(), all.end(), strides);
    });
}

SHIM int32_t torch_shim_is_contiguous(Tensor_ t) { return impl(t)->is_contiguous(); }

SHIM void *torch_shim_data(Tensor_ t) {
    return guarded<void *>(nullptr, [&] { return borrow(t).data_ptr(); });
}

SHIM int64_t torch_shim_storage_offset(Tensor_ t) { return impl(t)->storage_offset(); }

// Makes the first tensor share the second one's memory, shape and type; neither graph is touched.
SHIM int32_t torch_shim_set_data(Tensor_ t, Tensor_ source) {
    return guarded([&] { borrow(t).set_data(borrow(source)); });
}

// LibTorch's own format of files.
SHIM int32_t torch_shim_save(Tensor_ t, const char *path) {
    return guarded([&] { torch::save(borrow(t), std::string(path)); });
}

SHIM Tensor_ torch_shim_load(const char *path) {
    return guarded<Tensor_>(nullptr, [&] {
        Tensor t;
        torch::load(t, std::string(path));
        return give(t);
    });
}

// Autograd ---

SHIM int32_t torch_shim_requires_grad(Tensor_ t) { return borrow(t).requires_grad(); }

SHIM int32_t torch_shim_set_requires_grad(Tensor_ t, int32_t value) {
    return guarded([&] { borrow(t).set_requires_grad(value != 0); });
}

SHIM int32_t torch_shim_is_leaf(Tensor_ t) { return borrow(t).is_leaf(); }

SHIM Tensor_ torch_shim_grad(Tensor_ t) { return give(borrow(t).grad()); }

SHIM int32_t torch_shim_set_grad(Tensor_ t, Tensor_ gradient) {
    return guarded([&] { borrow(t).mutable_grad() = borrow(gradient); });
}

SHIM int32_t torch_shim_retain_grad(Tensor_ t) {
    return guarded([&] { borrow(t).retain_grad(); });
}

SHIM int32_t torch_shim_backward(const Tensor_ *roots, int32_t root_count, const Tensor_ *gradients,
                                 int32_t gradient_count, int32_t retain, int32_t create, const Tensor_ *inputs,
                                 int32_t input_count) {
    return guarded([&] {
        torch::autograd::backward(borrow_all(roots, root_count), borrow_all(gradients, gradient_count), retain != 0,
                                  create != 0, borrow_all(inputs, input_count));
    });
}

SHIM int32_t torch_shim_gradients(const Tensor_ *roots, int32_t root_count, const Tensor_ *inputs, int32_t input_count,
                                  const Tensor_ *gradients, int32_t gradient_count, int32_t retain, int32_t create,
                                  int32_t allow_unused, Tensor_ *results) {
    return guarded([&] {
        auto all = torch::autograd::grad(borrow_all(roots, root_count), borrow_all(inputs, input_count),
                                         borrow_all(gradients, gradient_count), retain != 0, create != 0,
                                         allow_unused != 0);
        for (size_t n = 0; n < all.size(); ++n) {
            results[n] = give(std::move(all[n]));
        }
    });
}

SHIM int32_t torch_shim_grad_mode() { return at::GradMode::is_enabled(); }

SHIM void torch_shim_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

SHIM int32_t torch_shim_inference_mode() { return c10::InferenceMode::is_enabled(); }

SHIM void *torch_shim_begin_inference_mode(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }

SHIM void torch_shim_end_inference_mode(c10::InferenceMode *mode) { delete mode; }

// Managed functions ---

SHIM NodePointer *torch_shim_node(int64_t context, const Tensor_ *inputs, int32_t count) {
    return guarded<NodePointer *>(nullptr, [&] {
        auto node = NodePointer(new ManagedNode(context), torch::autograd::deleteNode);
        node->set_next_edges(torch::autograd::collect_next_edges(borrow_all(inputs, count)));
        node->clear_input_metadata();
        return new NodePointer(std::move(node));
    });
}

SHIM void torch_shim_node_release(NodePointer *node) { delete node; }

// Ties the outputs of a forward pass to its node; without a node they are constants.
SHIM int32_t torch_shim_node_wrap(NodePointer *node, const Tensor_ *inputs, int32_t input_count,
                                  const Tensor_ *constants, int32_t constant_count, const Tensor_ *dirty,
                                  int32_t dirty_count, const Tensor_ *outputs, int32_t output_count,
                                  Tensor_ *results) {
    return guarded([&] {
        std::unordered_set<at::TensorImpl *> fixed, changed;
        for (int32_t n = 0; n < constant_count; ++n) {
            fixed.insert(impl(constants[n]));
        }
        for (int32_t n = 0; n < dirty_count; ++n) {
            changed.insert(impl(dirty[n]));
        }
        std::vector<c10::optional<Tensor>> raw;
        for (int32_t n = 0; n < output_count; ++n) {
            raw.emplace_back(borrow(outputs[n]));
        }
        std::shared_ptr<torch::autograd::Node> data;
        if (node != nullptr) {
            data = *node;
        }
        auto wrapped = torch::autograd::_wrap_outputs(borrow_all(inputs, input_count), fixed, changed, raw, data,
                                                      [](auto, auto) { return variable_list(); });
        for (size_t n = 0; n < wrapped.size(); ++n) {
            results[n] = wrapped[n].has_value() ? give(*wrapped[n]) : nullptr;
        }
    });
}

SHIM ManagedNode *torch_shim_node_address(NodePointer *node) { return node->get(); }

SHIM int32_t torch_shim_node_save(ManagedNode *node, const Tensor_ *tensors, int32_t count) {
    return guarded([&] {
        for (auto &tensor : borrow_all(tensors, count)) {
            auto is_output = tensor.defined() && tensor.grad_fn().get() == node;
            node->saved.emplace_back(tensor, is_output);
        }
    });
}

SHIM int32_t torch_shim_node_saved(ManagedNode *node, Tensor_ *tensors, int32_t capacity) {
    return guarded<int32_t>(-1, [&] {
        TORCH_CHECK(!node->released, torch::autograd::ERR_BACKWARD_TWICE);
        auto count = static_cast<int32_t>(node->saved.size());
        for (int32_t n = 0; n < count && n < capacity; ++n) {
            tensors[n] = give(node->saved[n].unpack(node->shared_from_this()));
        }
        return count;
    });
}

// Numbers drawn at random, threads, types ---

SHIM at::Generator *torch_shim_generator(int32_t is_default, uint64_t seed) {
    return guarded<at::Generator *>(nullptr, [&] {
        return new at::Generator(is_default ? at::detail::getDefaultCPUGenerator()
                                            : at::detail::createCPUGenerator(seed));
    });
}

SHIM void torch_shim_generator_release(at::Generator *generator) { delete generator; }

SHIM int32_t torch_shim_generator_seed(at::Generator *generator, uint64_t seed) {
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

SHIM uint64_t torch_shim_generator_initial_seed(at::Generator *generator) { return generator->current_seed(); }

SHIM Tensor_ torch_shim_generator_state(at::Generator *generator) {
    return guarded<Tensor_>(nullptr, [&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return give(generator->get_state());
    });
}

SHIM int32_t torch_shim_generator_set_state(at::Generator *generator, Tensor_ state) {
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(borrow(state));
    });
}

SHIM int32_t torch_shim_threads() { return at::get_num_threads(); }

SHIM int32_t torch_shim_set_threads(int32_t count) {
    return guarded([&] {
        at::set_num_threads(count);
        if (openblas_set_num_threads) {
            openblas_set_num_threads(count);
        }
    });
}

SHIM int32_t torch_shim_interop_threads() { return at::get_num_interop_threads(); }

SHIM int32_t torch_shim_set_interop_threads(int32_t count) {
    return guarded([&] { at::set_num_interop_threads(count); });
}

SHIM int32_t torch_shim_default_dtype() {
    return static_cast<int32_t>(torch::typeMetaToScalarType(torch::get_default_dtype()));
}

SHIM int32_t torch_shim_set_default_dtype(int32_t type) {
    return guarded([&] { torch::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(type))); });
}

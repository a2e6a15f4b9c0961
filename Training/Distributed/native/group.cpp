// SPDX-License-Identifier: Apache-2.0
//
// Processes that train together: collectives over plain memory, by libtorch's c10d with Gloo.
#define USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <ATen/ops/from_blob.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#define GROUP extern "C" __attribute__((visibility("default")))

namespace {

thread_local std::string error;

struct Group {
    c10::intrusive_ptr<c10d::TCPStore> store;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> processes;
};

// Runs a body and turns an exception into -1.
template <typename Body> int32_t guarded(Body body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error &e) {
        error = e.what_without_backtrace();
    } catch (const std::exception &e) {
        error = e.what();
    } catch (...) {
        error = "an unknown exception";
    }
    return -1;
}

std::vector<at::Tensor> wrap(void *data, int64_t count, at::ScalarType type) {
    return {at::from_blob(data, {count}, at::TensorOptions().dtype(type))};
}

} // namespace

// What went wrong last on this thread.
GROUP const char *group_error() { return error.c_str(); }

// Joins: rank 0 listens at the port, the others connect; returns when all are there. Null if that fails.
GROUP Group *group_join(const char *host, uint16_t port, int32_t rank, int32_t size, int64_t milliseconds) {
    Group *joined = nullptr;
    guarded([&] {
        const std::chrono::milliseconds timeout(milliseconds);
        c10d::TCPStoreOptions options;
        options.port = port;
        options.isServer = rank == 0;
        options.numWorkers = size;
        options.waitWorkers = true;
        options.timeout = timeout;
        auto store = c10::make_intrusive<c10d::TCPStore>(host, options);

        auto gloo = c10d::ProcessGroupGloo::Options::create(timeout);
        // The way to rank 0 is a way that the others can come by.
        const std::string address(host);
        gloo->devices.push_back(address == "localhost" || address == "127.0.0.1"
                                    ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1")
                                    : c10d::ProcessGroupGloo::createDefaultDevice());
        joined = new Group{store, c10::make_intrusive<c10d::ProcessGroupGloo>(store, rank, size, gloo)};
    });
    return joined;
}

// Sums over all processes, in place.
GROUP int32_t group_sum_floats(Group *group, float *data, int64_t count) {
    return guarded([&] {
        auto tensors = wrap(data, count, at::kFloat);
        group->processes->allreduce(tensors)->wait();
    });
}

GROUP int32_t group_sum_doubles(Group *group, double *data, int64_t count) {
    return guarded([&] {
        auto tensors = wrap(data, count, at::kDouble);
        group->processes->allreduce(tensors)->wait();
    });
}

// The largest over all processes, in place.
GROUP int32_t group_max_doubles(Group *group, double *data, int64_t count) {
    return guarded([&] {
        auto tensors = wrap(data, count, at::kDouble);
        c10d::AllreduceOptions options;
        options.reduceOp = c10d::ReduceOp::MAX;
        group->processes->allreduce(tensors, options)->wait();
    });
}

// All processes get what rank 0 has.
GROUP int32_t group_broadcast(Group *group, uint8_t *data, int64_t count) {
    return guarded([&] {
        auto tensors = wrap(data, count, at::kByte);
        group->processes->broadcast(tensors)->wait();
    });
}

GROUP int32_t group_barrier(Group *group) {
    return guarded([&] { group->processes->barrier()->wait(); });
}

GROUP void group_leave(Group *group) {
    guarded([&] { delete group; });
}

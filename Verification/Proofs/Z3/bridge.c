// SPDX-License-Identifier: Apache-2.0
//
// What Microsoft.Z3 4.12 calls and an older libz3 lacks. The linker puts this library in front of libz3.so.4; all
// functions that are not here are libz3's own.
//
// Microsoft.Z3 releases terms, solvers and models in finalizers, which run on a thread of their own while another
// thread uses the context. libz3 allows that after Z3_enable_concurrent_dec_ref, from 4.11 on. Here releases wait,
// context by context, for the next call on the context's own thread that takes something or ends the context.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

typedef void *object;
typedef void (*count_fn)(object context, object thing);

struct release {
    count_fn function;
    object thing;
};

struct queue {
    object context;
    struct release *items;
    size_t count;
    size_t capacity;
    struct queue *next;
};

// Contexts are few: one for each thread that proves.
enum { BUCKETS = 64 };

static struct bucket {
    pthread_mutex_t mutex;
    struct queue *queues;
    _Atomic size_t waiting;
} buckets[BUCKETS];

__attribute__((constructor)) static void start(void) {
    for (int i = 0; i < BUCKETS; i++) {
        pthread_mutex_init(&buckets[i].mutex, NULL);
    }
}

static void *libz3(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) {
        fprintf(stderr, "libz3 has no %s\n", name);
        abort();
    }
    return function;
}

static struct bucket *bucket_of(object context) {
    return &buckets[((size_t)context >> 6) % BUCKETS];
}

static void release_later(object context, count_fn function, object thing) {
    struct bucket *bucket = bucket_of(context);
    pthread_mutex_lock(&bucket->mutex);
    struct queue *queue = bucket->queues;
    while (queue != NULL && queue->context != context) {
        queue = queue->next;
    }
    if (queue == NULL) {
        queue = calloc(1, sizeof *queue);
        if (queue == NULL) {
            abort();
        }
        queue->context = context;
        queue->next = bucket->queues;
        bucket->queues = queue;
    }
    if (queue->count == queue->capacity) {
        queue->capacity = queue->capacity == 0 ? 256 : 2 * queue->capacity;
        queue->items = realloc(queue->items, queue->capacity * sizeof *queue->items);
        if (queue->items == NULL) {
            abort();
        }
    }
    queue->items[queue->count++] = (struct release){function, thing};
    atomic_fetch_add(&bucket->waiting, 1);
    pthread_mutex_unlock(&bucket->mutex);
}

// Runs on the context's thread. Releasing a thing may call back here, so the lock is not held.
static void release_now(object context) {
    struct bucket *bucket = bucket_of(context);
    if (atomic_load(&bucket->waiting) == 0) {
        return;
    }
    pthread_mutex_lock(&bucket->mutex);
    struct queue **link = &bucket->queues;
    while (*link != NULL && (*link)->context != context) {
        link = &(*link)->next;
    }
    struct queue *queue = *link;
    if (queue != NULL) {
        *link = queue->next;
        atomic_fetch_sub(&bucket->waiting, queue->count);
    }
    pthread_mutex_unlock(&bucket->mutex);
    if (queue == NULL) {
        return;
    }
    for (size_t i = 0; i < queue->count; i++) {
        queue->items[i].function(context, queue->items[i].thing);
    }
    free(queue->items);
    free(queue);
}

// KIND_inc_ref releases what waits and goes on to libz3; KIND_dec_ref waits.
#define COUNTED(kind)                                                                                                  \
    void kind##_inc_ref(object context, object thing) {                                                                \
        static _Atomic(count_fn) next;                                                                                 \
        count_fn function = atomic_load(&next);                                                                        \
        if (function == NULL) {                                                                                        \
            function = (count_fn)libz3(#kind "_inc_ref");                                                              \
            atomic_store(&next, function);                                                                             \
        }                                                                                                              \
        function(context, thing);                                                                                      \
        release_now(context);                                                                                          \
    }                                                                                                                  \
    void kind##_dec_ref(object context, object thing) {                                                                \
        static _Atomic(count_fn) next;                                                                                 \
        count_fn function = atomic_load(&next);                                                                        \
        if (function == NULL) {                                                                                        \
            function = (count_fn)libz3(#kind "_dec_ref");                                                              \
            atomic_store(&next, function);                                                                             \
        }                                                                                                              \
        release_later(context, function, thing);                                                                       \
    }

COUNTED(Z3)
COUNTED(Z3_apply_result)
COUNTED(Z3_ast_map)
COUNTED(Z3_ast_vector)
COUNTED(Z3_fixedpoint)
COUNTED(Z3_func_entry)
COUNTED(Z3_func_interp)
COUNTED(Z3_goal)
COUNTED(Z3_model)
COUNTED(Z3_optimize)
COUNTED(Z3_param_descrs)
COUNTED(Z3_params)
COUNTED(Z3_probe)
COUNTED(Z3_solver)
COUNTED(Z3_stats)
COUNTED(Z3_tactic)

void Z3_del_context(object context) {
    release_now(context);
    ((void (*)(object))libz3("Z3_del_context"))(context);
}

void Z3_enable_concurrent_dec_ref(object context) {
    (void)context;
}

// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Rtlgen.Verification.Simulation;

/// <summary>The C++ between a Verilated model and this library: a dozen lines and two copies of ports.</summary>
/// <remarks>
/// A fault inside the model (no convergence, <c>$stop</c>) is thrown by <c>vl_fatal</c>, caught at the boundary and
/// kept as text. Registers start with random values, so that what reset forgets is noticed.
/// </remarks>
internal static class BenchSource
{
    /// <summary>Class and file prefix of the Verilated model.</summary>
    public const string Prefix = "Vmodel";

    /// <summary>The headers of every model, to be compiled ahead.</summary>
    public const string Header = """
        #include "verilated.h"
        #include <cstring>
        #include <memory>
        #include <stdexcept>
        #include <string>
        #if VM_TRACE
        #include "verilated_vcd_c.h"
        #endif

        """;

    private const string Template = """
        #include "Vmodel.h"
        #define EXPORT extern "C" __attribute__((visibility("default")))

        void vl_fatal(const char* file, int line, const char*, const char* what) VL_MT_UNSAFE {
            throw std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + what);
        }

        namespace {
        struct Bench {
            VerilatedContext context;
            std::unique_ptr<Vmodel> model;
            std::string error;
        #if VM_TRACE
            std::unique_ptr<VerilatedVcdC> trace;
        #endif
            void settle() {
                model->eval();
        #if VM_TRACE
                if (trace) trace->dump(context.time());
        #endif
                context.timeInc(1);
            }
            void drive(const uint32_t* in) {
                Vmodel& m = *model;
        {{inputs}}
            }
            void sample(uint32_t* out) {
                Vmodel& m = *model;
        {{outputs}}
            }
            void clock(int level) { {{clock}} }
        };
        template <typename Body> int guarded(Bench* bench, Body body) {
            try { body(); return 0; }
            catch (const std::exception& fault) { bench->error = fault.what(); return 1; }
        }
        }  // namespace

        EXPORT Bench* bench_create(int seed) {
            Bench* bench = new Bench;
            bench->context.randReset(2);
            bench->context.randSeed(seed);
        #if VM_TRACE
            bench->context.traceEverOn(true);
        #endif
            bench->model = std::make_unique<Vmodel>(&bench->context);
            return bench;
        }

        EXPORT void bench_destroy(Bench* bench) { delete bench; }

        EXPORT const char* bench_error(Bench* bench) { return bench->error.c_str(); }

        EXPORT int bench_evaluate(Bench* bench, const uint32_t* in, uint32_t* out) {
            return guarded(bench, [=] { bench->drive(in); bench->settle(); bench->sample(out); });
        }

        EXPORT int bench_clock(Bench* bench, const uint32_t* in, uint32_t* out) {
            return guarded(bench, [=] {
                bench->drive(in);
                bench->clock(0);
                bench->settle();
                bench->sample(out);
                bench->clock(1);
                bench->settle();
            });
        }

        EXPORT int bench_trace(Bench* bench, const char* path) {
            return guarded(bench, [=] {
        #if VM_TRACE
                bench->trace = std::make_unique<VerilatedVcdC>();
                bench->model->trace(bench->trace.get(), 99);
                bench->trace->open(path);
                if (!bench->trace->isOpen()) throw std::runtime_error(std::string("cannot write ") + path);
        #else
                throw std::runtime_error("the model was built without waveforms");
        #endif
            });
        }

        """;

    /// <summary>The C++ text for some ports.</summary>
    public static string For(PortLayout layout) => Template
        .Replace("{{inputs}}", Lines(layout.Inputs, Drive), StringComparison.Ordinal)
        .Replace("{{outputs}}", Lines(layout.Outputs, Sample), StringComparison.Ordinal)
        .Replace("{{clock}}", layout.Clock is { } name ? $"model->{name} = level;" : "", StringComparison.Ordinal);

    private static string Lines(IEnumerable<PortSlot> slots, Func<PortSlot, string> line) =>
        new StringBuilder().AppendJoin('\n', slots.Select(slot => "        " + line(slot))).ToString();

    // Verilator relies on the bits above a port's width being 0.
    private static string Drive(PortSlot slot)
    {
        var mask = (uint.MaxValue >> (31 - ((slot.Width - 1) % 32))).ToString(CultureInfo.InvariantCulture);
        return slot.Width switch
        {
            <= 32 => $"m.{slot.Name} = in[{slot.Offset}] & {mask}u;",
            <= 64 => $"m.{slot.Name} = (uint64_t(in[{slot.Offset + 1}] & {mask}u) << 32) | in[{slot.Offset}];",
            _ => $"std::memcpy(&m.{slot.Name}[0], in + {slot.Offset}, {4 * slot.Words}); "
                + $"m.{slot.Name}[{slot.Words - 1}] &= {mask}u;",
        };
    }

    private static string Sample(PortSlot slot) => slot.Width switch
    {
        <= 32 => $"out[{slot.Offset}] = m.{slot.Name};",
        <= 64 => $"out[{slot.Offset}] = uint32_t(m.{slot.Name}); out[{slot.Offset + 1}] = uint32_t(m.{slot.Name} >> 32);",
        _ => $"std::memcpy(out + {slot.Offset}, &m.{slot.Name}[0], {4 * slot.Words});",
    };
}

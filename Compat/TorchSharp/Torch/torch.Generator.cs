// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator.</summary>
    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    /// <summary>Seeds the default generator at random and says with what.</summary>
    public static long seed() => Generator.Default.seed();

    /// <summary>What the default generator was seeded with.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The default generator's state, as bytes.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Sets the default generator's state.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The default generator again.</summary>
    public static partial class random
    {
        /// <summary>Seeds the default generator.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Seeds the default generator at random and says with what.</summary>
        public static long seed() => torch.seed();

        /// <summary>What the default generator was seeded with.</summary>
        public static long initial_seed() => torch.initial_seed();

        /// <summary>The default generator's state, as bytes.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <summary>Sets the default generator's state.</summary>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>Where numbers drawn at random come from.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <summary>A generator of its own.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(Native.Check(Native.torch_shim_generator(0, seed)))
        {
            this.device = device ?? CPU;
        }

        private Generator(nint handle)
        {
            _handle = handle;
            device = CPU;
        }

        /// <summary>Gives the generator back.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The generator that draws where no other is given.</summary>
        public static Generator Default => new(Native.Check(Native.torch_shim_generator(1, 0)));

        /// <summary>The address of the native generator.</summary>
        public IntPtr Handle => _handle;

        /// <summary>Where the generator draws.</summary>
        public Device device { get; private set; }

        /// <summary>The state, as bytes.</summary>
        public Tensor get_state() => new(Native.Check(Native.torch_shim_generator_state(_handle)));

        /// <summary>Sets the state.</summary>
        public void set_state(
            Tensor value) =>
            Native.Check(Native.torch_shim_generator_set_state(_handle, value.Handle));

        /// <summary>Seeds the generator.</summary>
        public Generator manual_seed(long seed)
        {
            Native.Check(Native.torch_shim_generator_seed(_handle, (ulong)seed));
            return this;
        }

        /// <summary>Seeds the generator at random and says with what.</summary>
        public long seed()
        {
            var seed = System.Random.Shared.NextInt64();
            manual_seed(seed);
            return seed;
        }

        /// <summary>What the generator was seeded with.</summary>
        public long initial_seed() => (long)Native.torch_shim_generator_initial_seed(_handle);

        /// <summary>Gives the generator back.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the generator back.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (_handle != 0)
            {
                Native.torch_shim_generator_release(_handle);
                _handle = 0;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be watched and changed.</summary>
        /// <typeparam name="TPreHook">What comes before a call.</typeparam>
        /// <typeparam name="TPostHook">What comes after a call.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>What comes before a call and can change its inputs.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>What comes after a call and can change its output.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>What comes before a call.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>What comes after a call.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            /// <summary>A module without parts yet.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Adds what comes after a call and can change its output.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(post_hooks, hook);

            /// <summary>Adds what comes before a call and can change its inputs.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(pre_hooks, hook);

            /// <summary>Adds what comes after a call.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Add(module_post_hooks, hook);

            /// <summary>Adds what comes before a call.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Add(module_pre_hooks, hook);

            private protected bool HasHooks =>
                pre_hooks.Count + post_hooks.Count + module_pre_hooks.Count + module_post_hooks.Count > 0;

            private HookRemover Add<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>For one hook of a module.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    _module = module;
                    _key = key;
                }

                /// <summary>Takes the hook away.</summary>
                public void remove()
                {
                    _module.pre_hooks.Remove(_key);
                    _module.post_hooks.Remove(_key);
                    _module.module_pre_hooks.Remove(_key);
                    _module.module_post_hooks.Remove(_key);
                }
            }
        }

        /// <summary>A module as a function of one input.</summary>
        /// <typeparam name="T">The input.</typeparam>
        /// <typeparam name="TResult">The output.</typeparam>
        public interface IModule<in T, out TResult>
        {
            /// <summary>Computes the output, hooks and all.</summary>
            TResult call(T input1);
        }

        /// <summary>A module as a function of two inputs.</summary>
        /// <typeparam name="T1">The first input.</typeparam>
        /// <typeparam name="T2">The second input.</typeparam>
        /// <typeparam name="TResult">The output.</typeparam>
        public interface IModule<in T1, in T2, out TResult>
        {
            /// <summary>Computes the output, hooks and all.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module with one input.</summary>
        /// <typeparam name="T">The input.</typeparam>
        /// <typeparam name="TResult">The output.</typeparam>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T,
            TResult>
        {
            /// <summary>A module without parts yet.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes the output, hooks and all.</summary>
            public TResult call(T input)
            {
                if (!HasHooks)
                {
                    return forward(input);
                }

                foreach (var hook in module_pre_hooks.Values)
                {
                    hook(this);
                }

                foreach (var hook in pre_hooks.Values)
                {
                    input = hook(this, input) is { } changed ? changed : input;
                }

                var result = forward(input);
                foreach (var hook in post_hooks.Values)
                {
                    result = hook(this, input, result) is { } changed ? changed : result;
                }

                foreach (var hook in module_post_hooks.Values)
                {
                    hook(this);
                }

                return result;
            }
        }

        /// <summary>A module with two inputs.</summary>
        /// <typeparam name="T1">The first input.</typeparam>
        /// <typeparam name="T2">The second input.</typeparam>
        /// <typeparam name="TResult">The output.</typeparam>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2,
            TResult, TResult>>,
            IModule<T1, T2, TResult>
        {
            /// <summary>A module without parts yet.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes the output, hooks and all.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                if (!HasHooks)
                {
                    return forward(input1, input2);
                }

                foreach (var hook in module_pre_hooks.Values)
                {
                    hook(this);
                }

                foreach (var hook in pre_hooks.Values)
                {
                    (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                }

                var result = forward(input1, input2);
                foreach (var hook in post_hooks.Values)
                {
                    result = hook(this, input1, input2, result) is { } changed ? changed : result;
                }

                foreach (var hook in module_post_hooks.Values)
                {
                    hook(this);
                }

                return result;
            }
        }
    }
}

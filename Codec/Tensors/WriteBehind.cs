// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Tensors;

/// <summary>Writes on another thread while the caller makes what is to be written next; one write at a time.</summary>
internal sealed class WriteBehind : IDisposable
{
    private Task _writing = Task.CompletedTask;

    /// <summary>Waits for the last write and starts another one.</summary>
    /// <param name="write">The write. What it reads must stay as it is until the next one has started.</param>
    public void Start(Action write)
    {
        Finish();
        _writing = Task.Run(write);
    }

    /// <summary>Waits for the last write; what it threw is thrown here.</summary>
    public void Finish()
    {
        var writing = _writing;
        _writing = Task.CompletedTask;
        writing.GetAwaiter().GetResult();
    }

    /// <summary>Waits without a word: whoever disposes early has an error of his own.</summary>
    public void Dispose() => ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
}

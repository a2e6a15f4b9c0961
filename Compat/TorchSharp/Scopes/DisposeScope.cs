// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

/// <summary>Disposes of the tensors that were made while it was the innermost scope of its thread.</summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);
    private bool _disposed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        (_manager, OuterScope) = (manager, outer);
    }

    /// <summary>What the scope would dispose of, in no order.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            Check();
            return [.. _disposables];
        }
    }

    /// <summary>How many things the scope would dispose of.</summary>
    public int DisposablesCount
    {
        get
        {
            Check();
            return _disposables.Count;
        }
    }

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>Moves tensors to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves tensors to another scope, or out of all.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        Check();
        if (scope is null)
        {
            Detach(disposables);
            return;
        }

        foreach (var disposable in disposables)
        {
            if (_disposables.Contains(disposable))
            {
                scope.Take(disposable);
            }
        }
    }

    /// <summary>Takes tensors out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        Check();
        foreach (var disposable in disposables)
        {
            if (_disposables.Remove(disposable) && disposable is torch.Tensor tensor)
            {
                ++_manager.StatisticsInstance.DetachedFromScopeCount;
                tensor.OwningDisposeScope = null;
            }
        }
    }

    /// <summary>Takes a tensor into the scope.</summary>
    public void Attach(IDisposable disposable) => Attach((IEnumerable<IDisposable>)[disposable]);

    /// <summary>Takes tensors into the scope.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes tensors into the scope.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        Check();
        var all = disposables.ToList();
        foreach (var disposable in all)
        {
            if (Take(disposable))
            {
                ++_manager.StatisticsInstance.AttachedToScopeCount;
            }
        }

        return all;
    }

    /// <summary>Disposes of all at once; the scope goes on.</summary>
    public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    /// <summary>Disposes of all but some; the scope goes on.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        Check();
        var before = _disposables;
        _disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in before)
        {
            if (!_disposables.Contains(disposable))
            {
                disposable.Dispose();
            }
        }
    }

    /// <summary>Disposes of all and ends the scope.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            DisposeEverything();
            _manager.Remove(this);
            _disposed = true;
        }
    }

    /// <summary>Forgets a tensor that was disposed of already.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        Check();
        _disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    /// <summary>True for what the scope would dispose of.</summary>
    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    internal static void Replace(torch.Tensor original, torch.Tensor replacement)
    {
        if (original.OwningDisposeScope is { } scope && scope._disposables.Remove(original))
        {
            original.OwningDisposeScope = null;
            scope.Take(replacement);
        }
    }

    internal void Add(IDisposable disposable) => _disposables.Add(disposable);

    private bool Take(IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
        {
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        }

        if (tensor.OwningDisposeScope == this)
        {
            return false;
        }

        tensor.OwningDisposeScope?._disposables.Remove(disposable);
        _disposables.Add(disposable);
        tensor.OwningDisposeScope = this;
        return true;
    }

    private void Check() => ObjectDisposedException.ThrowIf(_disposed, this);
}

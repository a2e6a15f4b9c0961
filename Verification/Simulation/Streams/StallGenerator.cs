// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>A stall pattern, a clock at a time.</summary>
public sealed class StallGenerator
{
    private readonly StallPattern _pattern;
    private ulong _state;
    private bool _paused;
    private int _left;

    internal StallGenerator(StallPattern pattern)
    {
        _pattern = pattern;
        _state = (ulong)(uint)pattern.Seed;
    }

    /// <summary>True if this clock pauses.</summary>
    public bool Next()
    {
        switch (_pattern.Kind)
        {
            case StallKind.None:
                return false;
            case StallKind.Alternate:
                return _paused = !_paused;
            case StallKind.Random:
                return Below(100) < _pattern.Amount;
            default:
                if (_left == 0)
                {
                    _paused = !_paused;
                    _left = 1 + Below(_pattern.Amount);
                }

                _left--;
                return _paused;
        }
    }

    // SplitMix64: any seed will do, 0 too.
    private int Below(int limit)
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return (int)(((mixed >> 32) * (ulong)limit) >> 32);
        }
    }
}

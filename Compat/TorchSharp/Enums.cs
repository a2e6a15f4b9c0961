// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

/// <summary>The kinds of devices; here there is only the processor.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>NVIDIA's graphics processors.</summary>
    CUDA = 1,

    /// <summary>Apple's graphics processors.</summary>
    MPS = 13,

    /// <summary>Shapes without numbers.</summary>
    META = 14,
}

/// <summary>What stands around an image that is padded.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The image mirrored at its edge.</summary>
    Reflect = 1,

    /// <summary>The image's edge.</summary>
    Replicate = 2,

    /// <summary>The image's other side.</summary>
    Circular = 3,

    /// <summary>A number.</summary>
    Constant = 4,
}

/// <summary>How much padding a convolution takes.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As much as makes the output as large as the input.</summary>
    Same = 1,
}

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device.</summary>
    Metadata,

    /// <summary>As Julia does.</summary>
    Julia,

    /// <summary>As NumPy does.</summary>
    Numpy,

    /// <summary>As C# does.</summary>
    CSharp,

    /// <summary>As set up.</summary>
    Default,
}

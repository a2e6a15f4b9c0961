// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Which element types are containers: F32, BF16 and F16.</summary>
/// <remarks>docs/format.md section 6.</remarks>
public static class ContainerTypes
{
    /// <summary>The container of an element type; null if tensors of that type are not compressed.</summary>
    public static Container? ContainerOf(TensorType type) =>
        type == TensorType.F32 ? Container.Fp32
        : type == TensorType.BF16 ? Container.Bf16
        : type == TensorType.F16 ? Container.Fp16
        : null;

    /// <summary>The element type of a container.</summary>
    public static TensorType TypeOf(Container container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return TensorType.All.First(type => ContainerOf(type) == container);
    }
}

// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Reads one TensorProto of an ONNX model.</summary>
internal sealed class OnnxTensor
{
    private const int RawData = 9;

    private readonly ProtobufFile _file;
    private readonly ProtobufField _message;
    private readonly List<long> _shape = [];
    private string _name = "";
    private int _dataType;
    private ProtobufField _data;
    private int _dataFields;

    private OnnxTensor(ProtobufFile file, ProtobufField message)
    {
        _file = file;
        _message = message;
    }

    /// <summary>Reads and checks a TensorProto.</summary>
    /// <param name="file">The model.</param>
    /// <param name="message">The field that holds the TensorProto.</param>
    /// <returns>The tensor: a range of the file, or converted when the model spells out its values.</returns>
    /// <exception cref="InvalidDataException">It is damaged or of a kind that is refused.</exception>
    public static TensorPlace Read(ProtobufFile file, ProtobufField message)
    {
        file.Require(message, WireType.Bytes);
        var tensor = new OnnxTensor(file, message);
        for (var position = message.Start; file.Next(ref position, message.End, out var field);)
        {
            tensor.Take(field);
        }

        return tensor.Place();
    }

    private void Take(ProtobufField field)
    {
        switch (field.Number)
        {
            case 1:
                TakeDimensions(field);
                break;
            case 2:
                _file.Require(field, WireType.Varint);
                _dataType = _dataType == 0 && field.Value <= 1000 ? (int)field.Value
                    : throw Wrong($"data_type {field.Value} is unknown or there twice");
                break;
            case 8:
                _name = _name.Length == 0 ? _file.Text(field) : throw Wrong("name is there twice");
                break;
            case RawData or OnnxCode.FloatData or OnnxCode.DoubleData:
            case OnnxCode.Int32Data or OnnxCode.Int64Data or OnnxCode.UInt64Data:
                var again = field.Number != RawData && field.Number == _data.Number;
                _data = _dataFields++ == 0 || again ? field
                    : throw Wrong($"data is there twice (fields {_data.Number} and {field.Number})");
                break;
            case 13:
                throw Wrong(
                    "data lies outside the model file, which is not supported; save the model with its data inside");
            case 14 when field.Value != 0:
                throw Wrong($"data_location {field.Value} is not supported; save the model with its data inside");
            case 3 or 6:
                throw Wrong(field.Number == 3 ? "data comes in segments, which is not supported"
                    : "strings are not supported");
        }
    }

    private void TakeDimensions(ProtobufField field)
    {
        if (field.Type != WireType.Bytes)
        {
            _file.Require(field, WireType.Varint);
            AddDimension(field.Value);
            return;
        }

        for (var position = field.Start; position < field.End;)
        {
            AddDimension(_file.Varint(ref position, field.End));
        }
    }

    private void AddDimension(ulong size)
    {
        if (_shape.Count == TensorInfo.MaximumRank || size > long.MaxValue)
        {
            throw Wrong($"dims must be at most {TensorInfo.MaximumRank} integers of 0 or more");
        }

        _shape.Add((long)size);
    }

    private TensorPlace Place()
    {
        var type = OnnxCode.ToType(_dataType)
            ?? throw Wrong($"data_type {_dataType} ({OnnxCode.Name(_dataType)}) is not supported");
        var shape = _shape.ToArray();
        var info = TensorInfo.TryMeasure(type, shape, out _)
            ? new TensorInfo(_name, type, shape)
            : throw Wrong(TensorInfo.Unmeasurable(type, shape));
        if (_dataFields == 0)
        {
            return info.ByteLength == 0 ? new TensorPlace(info, [], default)
                : throw Wrong($"has no data; {info} needs {info.ByteLength} bytes");
        }

        if (_data.Number != RawData && _data.Number != OnnxCode.DataField(type))
        {
            throw Wrong(
                $"its {type} values are in field {_data.Number}; expected {RawData} or {OnnxCode.DataField(type)}");
        }

        var isPlain = _data.Number is RawData or OnnxCode.FloatData or OnnxCode.DoubleData
            && _data.Type == WireType.Bytes && _dataFields == 1;
        return isPlain ? InFile(info)
            : new TensorPlace(info, default, new OnnxValues(_file, _message, info).Read(_data.Number));
    }

    private TensorPlace InFile(TensorInfo info) => _data.Value == (ulong)info.ByteLength
        ? TensorPlace.InFile(info, 0, _data.Start)
        : throw Wrong($"has {_data.Value} bytes of data, but {info.Need}");

    private InvalidDataException Wrong(string problem) =>
        _file.Wrong($"tensor {Damage.Quote(_name)} at byte {_message.Start}: {problem}");
}

using System.Runtime.InteropServices;

namespace Ponte.Server.Storage;

/// <summary>One value for a <see cref="PreparedStatement"/>; the default is NULL.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SqlValue
{
    private SqlValue(SqlValueKind kind, long number, double real, object? reference) =>
        (Kind, Number, Real, Reference) = (kind, number, real, reference);

    /// <summary>What it is.</summary>
    public SqlValueKind Kind { get; }

    /// <summary>The value of an integer.</summary>
    public long Number { get; }

    /// <summary>The value of a floating-point number.</summary>
    public double Real { get; }

    /// <summary>The string or array of bytes.</summary>
    public object? Reference { get; }

    public static implicit operator SqlValue(string? value) => value is null ? default : new SqlValue(SqlValueKind.Text, 0, 0, value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new SqlValue(SqlValueKind.Blob, 0, 0, value);

    public static implicit operator SqlValue(long value) => new(SqlValueKind.Integer, value, 0, null);

    public static implicit operator SqlValue(long? value) => value is { } number ? (SqlValue)number : default;

    public static implicit operator SqlValue(int value) => (long)value;

    public static implicit operator SqlValue(int? value) => value is { } number ? (SqlValue)number : default;

    public static implicit operator SqlValue(bool value) => value ? 1L : 0L;

    public static implicit operator SqlValue(double? value) => value is { } real ? new SqlValue(SqlValueKind.Real, 0, real, null) : default;
}

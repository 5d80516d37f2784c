using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Reads PEM files; faults are values.</summary>
internal static class PemFile
{
    /// <summary>Larger files are no certificates: a bundle of all public roots has 250 kB.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The file's text; null and the reason when it cannot be read.</summary>
    public static string? Read(string path, out string problem)
    {
        problem = "";
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                problem = $"{path} is larger than {MaxBytes} bytes";
                return null;
            }
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"{path} does not exist";
        }
        catch (UnauthorizedAccessException)
        {
            problem = Directory.Exists(path) ? $"{path} is a folder" : $"{path} may not be read by user {Environment.UserName}";
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            problem = $"{path} cannot be read: {e.Message}";
        }
        return null;
    }

    /// <summary>Length and date of a file, of the target when it is a link, as certificate managers make them; empty when it cannot be read.</summary>
    public static string Stamp(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{RandomAccess.GetLength(handle)} {File.GetLastWriteTimeUtc(handle).Ticks}"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return "";
        }
    }

    /// <summary>The certificates of a PEM text in their order; empty when there is none or one cannot be read.</summary>
    public static X509Certificate2Collection Certificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }
        return certificates;
    }

    /// <summary>The label of the first private key of a PEM text, such as <c>RSA PRIVATE KEY</c>; null when there is none.</summary>
    public static string? KeyLabel(string pem)
    {
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                // The old form marks encryption in a header line of the body.
                return rest[fields.Location].Contains("ENCRYPTED", StringComparison.Ordinal) ? "ENCRYPTED PRIVATE KEY" : label.ToString();
            }
            rest = rest[fields.Location.End..];
        }
        // With such a header line the block is no PEM of RFC 7468 and is not found above.
        return pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal) ? "ENCRYPTED PRIVATE KEY" : null;
    }
}

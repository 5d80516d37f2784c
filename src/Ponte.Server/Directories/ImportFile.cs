namespace Ponte.Server.Directories;

/// <summary>The file of an import while it lasts: read twice, and never whole in memory.</summary>
internal static class ImportFile
{
    /// <summary>Some five million contacts.</summary>
    private const long MaxSize = 512L * 1024 * 1024;

    private const string FileName = "import.tmp";

    /// <summary>Takes a file over.</summary>
    /// <returns>The file, which is gone when it is closed; null where it is too large.</returns>
    public static async Task<FileStream?> ReceiveAsync(string folder, Stream body, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(folder, FileName),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        var isWhole = false;
        try
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; )
            {
                if (file.Length + read > MaxSize)
                {
                    return null;
                }
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
            await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            isWhole = true;
            return file;
        }
        finally
        {
            if (!isWhole)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

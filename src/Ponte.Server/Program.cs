using Ponte.Server.Commands;

return await PonteCommand.RunAsync(args, CommandContext.OfProcess()).ConfigureAwait(false);

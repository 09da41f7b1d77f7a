using System.Threading.Channels;

namespace Pipeline.Engine.Runtime;

/// <summary>Tells the outbox worker that there may be something to do.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<byte> channel = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => channel.Writer.TryWrite(0);

    public async Task WaitAsync(CancellationToken cancellationToken) => await channel.Reader.ReadAsync(cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;

namespace Pipeline.Tests.Engine.Runtime;

public sealed class Writers : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(_folder, "notes.db")}";

    public async ValueTask InitializeAsync()
    {
        await using var notes = new Notes(ConnectionString);
        await notes.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Write_in_the_order_they_came_whether_one_statement_or_a_transaction()
    {
        await using var first = new Notes(ConnectionString);
        var transaction = await first.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 30).Select(number => number % 3 == 0 ? AddInTransactionAsync(number) : AddAsync(number)).ToList();
        waiting.ShouldAllBe(writer => !writer.IsCompleted);

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await transaction.DisposeAsync();
        await Task.WhenAll(waiting);

        await using var notes = new Notes(ConnectionString);
        (await notes.All.OrderBy(note => note.Id).Select(note => note.Number).ToListAsync(TestContext.Current.CancellationToken)).ShouldBe(Enumerable.Range(0, 30));
    }

    [Fact]
    public async Task Give_up_their_turn_when_they_fail_or_leave_without_a_commit()
    {
        await AddAsync(1);
        await Should.ThrowAsync<DbUpdateException>(() => AddAsync(1));
        await using (var left = new Notes(ConnectionString))
        {
            await left.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await left.All.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        using var canceled = new CancellationTokenSource();
        await using (var holder = new Notes(ConnectionString))
        {
            await using var transaction = await holder.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var impatient = AddAsync(2, canceled.Token);
            await canceled.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        }

        await AddAsync(3);

        await using var notes = new Notes(ConnectionString);
        (await notes.All.OrderBy(note => note.Id).Select(note => note.Number).ToListAsync(TestContext.Current.CancellationToken)).ShouldBe([1, 3]);
    }

    private async Task AddAsync(int number, CancellationToken cancellationToken = default)
    {
        await using var notes = new Notes(ConnectionString);
        notes.All.Add(new Note { Number = number });
        await notes.SaveChangesAsync(cancellationToken);
    }

    private async Task AddInTransactionAsync(int number)
    {
        await using var notes = new Notes(ConnectionString);
        await using var transaction = await notes.Database.BeginTransactionAsync();
        notes.All.Add(new Note { Number = number });
        await notes.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private sealed class Notes(string connectionString) : DbContext(new DbContextOptionsBuilder<Notes>().UseDatabase(connectionString).Options)
    {
        public DbSet<Note> All => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>().HasIndex(note => note.Number).IsUnique();
    }

    private sealed class Note
    {
        public int Id { get; set; }
        public int Number { get; set; }
    }
}

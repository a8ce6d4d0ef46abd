namespace Portal.Tests.Kernel;

public sealed class ActorTests
{
    [Fact]
    public void Who_has_not_signed_in_is_nobody_wherever_they_come_from()
    {
        Assert.Equal((ActorKind.Anonymous, 0L, "anonymous"), (Actor.Anonymous.Kind, Actor.Anonymous.UserId, Actor.Anonymous.Name));
        var visitor = Actor.Visitor("192.0.2.1");
        Assert.Equal((ActorKind.Anonymous, 0L, "192.0.2.1"), (visitor.Kind, visitor.UserId, visitor.From));
        Assert.Null(visitor.Session);
    }

    [Fact]
    public void A_person_has_an_id_and_acts_in_a_session()
    {
        var person = Actor.User(7, "Zhao Min", "192.0.2.1", "key");
        Assert.Equal((ActorKind.User, 7L, "Zhao Min", "key"), (person.Kind, person.UserId, person.Name, person.Session));
        Assert.Throws<ArgumentOutOfRangeException>(() => Actor.User(0, "nobody"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Actor.User(-1, "nobody"));
    }

    [Fact]
    public void A_job_and_the_shell_are_no_persons()
    {
        var job = Actor.System("settlement");
        Assert.Equal((ActorKind.System, 0L, "settlement", "job"), (job.Kind, job.UserId, job.Name, job.From));
        Assert.Equal((ActorKind.System, Actor.OperatorName, "command"), (Actor.Operator.Kind, Actor.Operator.Name, Actor.Operator.From));
    }
}

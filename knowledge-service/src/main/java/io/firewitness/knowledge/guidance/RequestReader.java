package io.firewitness.knowledge.guidance;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a request from outside: streamed, bounded in depth and text length, checked member by member. */
final class RequestReader {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int MOST_ADDRESSES = 32;
    /** Many times what any connection has. */
    private static final int MOST_EVIDENCE = 200;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(100_000)
                        .maxNumberLength(40)
                        .build());
    }

    private RequestReader() {}

    /**
     * @throws ProblemException 400 where it is no JSON, 422 with the JSON pointer of the member at fault
     * @throws IOException where the body breaks off
     */
    static GuidanceRequest read(InputStream body) throws IOException {
        GuidanceRequest request;
        try {
            request = JSON.readValue(body, GuidanceRequest.class);
        } catch (JsonParseException malformed) {
            throw CommonProblem.BAD_REQUEST.exception();
        } catch (JsonMappingException mismatched) {
            throw invalid(pointer(mismatched));
        } catch (JsonProcessingException beyondLimits) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
        check(request);
        return request;
    }

    private static void check(GuidanceRequest request) {
        require(request != null && request.diagnosis() != null, "#/diagnosis");
        GuidanceRequest.Diagnosis diagnosis = request.diagnosis();
        require(diagnosis.verdict() != null && diagnosis.verdict().type() != null, "#/diagnosis/verdict/class");
        List<GuidanceRequest.Connection> connections = diagnosis.connections();
        for (int i = 0; connections != null && i < connections.size(); i++) {
            String at = "#/diagnosis/connections/" + i;
            GuidanceRequest.Connection connection = connections.get(i);
            require(connection != null, at);
            require("tcp".equals(connection.transport()) || "udp".equals(connection.transport()), at + "/transport");
            endpoint(connection.client(), at + "/client");
            endpoint(connection.server(), at + "/server");
            List<GuidanceRequest.Evidence> evidence = connection.evidence();
            require(evidence == null || evidence.size() <= MOST_EVIDENCE, at + "/evidence");
            for (int j = 0; evidence != null && j < evidence.size(); j++) {
                require(evidence.get(j) != null, at + "/evidence/" + j);
            }
        }
        if (request.topology() != null) {
            addresses(request.topology().addresses());
        }
        for (int i = 0;
                diagnosis.signatures() != null && i < diagnosis.signatures().size();
                i++) {
            GuidanceRequest.Signature signature = diagnosis.signatures().get(i);
            require(signature != null && signature.id() != null, "#/diagnosis/signatures/" + i + "/id");
        }
    }

    private static void addresses(List<GuidanceRequest.KnownAddress> addresses) {
        require(addresses == null || addresses.size() <= MOST_ADDRESSES, "#/topology/addresses");
        for (int i = 0; addresses != null && i < addresses.size(); i++) {
            String at = "#/topology/addresses/" + i;
            GuidanceRequest.KnownAddress known = addresses.get(i);
            require(known != null, at);
            require(isAddress(known.address()), at + "/address");
            require(known.behind() == null || isAddress(known.behind()), at + "/behind");
        }
    }

    private static void endpoint(GuidanceRequest.Endpoint endpoint, String at) {
        require(endpoint != null, at);
        require(isAddress(endpoint.address()), at + "/address");
        require(endpoint.port() != null && endpoint.port() >= 0 && endpoint.port() <= 65535, at + "/port");
    }

    /** A literal IPv4 or IPv6 address; never a name, so nothing is ever looked up. */
    private static boolean isAddress(String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(address);
            // The literal may also be one of fewer numbers, "10.1", which no capture shows.
            return address.indexOf(':') >= 0
                    || address.chars().filter(letter -> letter == '.').count() == 3;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static void require(boolean holds, String pointer) {
        if (!holds) {
            throw invalid(pointer);
        }
    }

    private static ProblemException invalid(String pointer) {
        GuidanceProblem problem =
                pointer.startsWith("#/topology") ? GuidanceProblem.TOPOLOGY_INVALID : GuidanceProblem.DIAGNOSIS_INVALID;
        return problem.exception(Map.of("pointer", pointer));
    }

    private static String pointer(JsonMappingException mismatched) {
        StringBuilder pointer = new StringBuilder("#");
        mismatched
                .getPath()
                .forEach(step -> pointer.append('/')
                        .append(step.getFieldName() != null ? step.getFieldName() : Integer.toString(step.getIndex())));
        return pointer.toString();
    }
}
